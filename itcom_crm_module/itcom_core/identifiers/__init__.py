"""Russian identification numbers, one module each, all with the same verbs.

``compact(number)``
    the number without spaces and dashes; takes any text and never raises.
``validate(number)``
    the compact number, or an :class:`~..errors.IdentifierError` that says what is wrong.
``is_valid(anything)``
    whether ``validate`` would accept it; never raises, whatever it is given.
``format(number)``
    the number as people write it; what is no right number comes back unchanged.

Bank accounts are checked together with the БИК of their bank, so ``bank_account`` takes it as
a second argument. ``applicant`` checks the numbers of one client against each other's type.
"""
