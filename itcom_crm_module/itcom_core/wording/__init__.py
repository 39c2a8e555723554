"""Russian as documents and screens need it: amounts, dates, names and posts.

Nothing here guesses: where the right form can't be known (foreign names above all), the text
comes back as it was, for a person to correct.
"""
