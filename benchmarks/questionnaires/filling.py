# Licence LGPL-3 (see LICENSE).
"""Fill a database with questionnaires by SQL, as years of work would have left them."""

import random
from itertools import product

# So many are open at once, however many are done by now; at most half of all.
OPEN_AT_ONCE = 20000
# So many share a partner, so many a surname: the same among few and among many.
PER_PARTNER = 5
PER_SURNAME = 8
# One in so many bears the most common surname.
COMMON_SHARE = 97
COMMON_SURNAME = "Иванов"
ONSETS = (
    "Абр", "Баг", "Бел", "Вол", "Гал", "Гор", "Гур", "Дан", "Дол", "Ерм", "Жар", "Зай", "Зуб",
    "Ис", "Каз", "Ким", "Кол", "Кру", "Лап", "Леб", "Люб", "Мак", "Мел", "Нест", "Ник", "Огн",
    "Ов", "Пан", "Рог", "Руд", "Сав", "Сер", "Тих", "Тур", "Уш", "Фом", "Хар", "Цвет", "Чер", "Шуб",
)  # fmt: skip
MIDDLES = (
    "ав", "ат", "ач", "бед", "ежк", "ел", "енк", "еп", "ерг", "ил", "иц", "ишк", "кун", "лов",
    "ник", "об", "овч", "ож", "онч", "ост", "очк", "рыж", "тюх", "удк", "ужн", "улич", "ун", "ус",
    "ыш", "ям",
)  # fmt: skip
ENDINGS = ("ов", "ин", "ский", "енко", "ых", "ев", "ян", "ук", "ец", "ко")
PURPOSES = (
    "Торги", "ЕГАИС", "Росреестр", "Отчётность", "Бухгалтерия", "Склад", "Банк", "Маркировка",
    "Личный кабинет", "Директор",
)  # fmt: skip
GIVEN = ("Иван", "Пётр", "Олег", "Игорь", "Юрий", "Роман", "Павел", "Лев", "Глеб", "Осип")

PARTNERS = """
INSERT INTO res_partner (name, display_name, type, active, is_company, itcom_applicant_type, vat,
                         company_id, create_date, write_date)
SELECT 'ООО «Клиент ' || n || '»', 'ООО «Клиент ' || n || '»', 'contact', true, true,
       'legal_entity', '78' || lpad((n * 4365913::bigint %% 99999989)::text, 8, '0'), NULL,
       now(), now()
FROM generate_series(1, %(partners)s) AS n
"""
QUESTIONNAIRES = """
WITH surnames AS (
    SELECT * FROM unnest(%(surnames)s::text[]) WITH ORDINALITY AS surnames (surname, place)
), numbers AS (
    -- Multiples modulo a prime: each number once, its digits as mixed as those of real ones.
    SELECT n, n * 7368787::bigint %% 999999937 AS mixed,
           n %% %(partners)s * 4365913::bigint %% 999999937 AS client
    FROM generate_series(1, %(count)s) AS n
), people AS (
    SELECT n, CASE WHEN n %% %(common_share)s = 0 THEN %(common_surname)s
           ELSE own.surname END AS surname,
           (%(given)s::text[])[1 + mixed / 7 %% %(given_count)s] AS given_name,
           (%(given)s::text[])[1 + mixed / 89 %% %(given_count)s] || 'ович' AS patronymic,
           lpad(mixed::text, 9, '0') || lpad((n %% 100)::text, 2, '0') AS snils,
           lpad((n %% 89)::text, 2, '0') || lpad(mixed::text, 9, '0') || n %% 10 AS inn,
           'А-' || lpad(n::text, 7, '0') AS number,
           (%(purposes)s::text[])[1 + mixed / 3 %% %(purpose_count)s] || ' ' || n AS alias,
           '77' || lpad((client %% 99999989)::text, 8, '0') AS organisation_inn,
           'ООО «' || founder.surname || ' и Ко»' AS organisation_name,
           'client' || n || '@primer.example' AS email, '79' || lpad(mixed::text, 9, '0') AS phone
    FROM numbers
    JOIN surnames AS own ON own.place = 1 + mixed %% %(surname_count)s
    JOIN surnames AS founder ON founder.place = 1 + client %% %(surname_count)s
)
INSERT INTO itcom_questionnaire (
    number, alias, partner_id, company_id, warehouse_id, user_id, crypto_provider_id, state,
    state_date, date, applicant_type, holder, bearer, signature_class, issuer_route, surname,
    given_name, patronymic, holder_name, citizenship, snils, inn, organisation_inn,
    organisation_name, email, phone, lookup_text, create_uid, write_uid, create_date, write_date
)
SELECT number, alias, %(first_partner)s + n %% %(partners)s, %(company)s,
       (%(centres)s::int[])[1 + n / 11 %% %(centre_count)s],
       (%(users)s::int[])[1 + n / 7 %% %(manager_count)s], %(provider)s,
       CASE WHEN n %% %(open_share)s <> 0 THEN 'issued'
            ELSE (ARRAY['draft', 'sent', 'review', 'returned', 'verified', 'requested'])
                 [1 + n / %(open_share)s %% 6] END,
       now(), current_date, 'legal_entity', 'head', 'in_person', 'non_qualified', 'own', surname,
       given_name, patronymic, concat_ws(' ', surname, given_name, patronymic), 'RU', snils, inn,
       organisation_inn, organisation_name, email, phone,
       replace(lower(concat_ws(' ', number, alias, surname, given_name, patronymic,
                               organisation_name, email, snils, inn,
                               organisation_inn, phone)), 'ё', 'е'),
       1, 1, now() - (%(count)s - n) * interval '1 minute', now()
FROM people ORDER BY n
"""
TYPES = """
INSERT INTO itcom_certificate_type_itcom_questionnaire_rel
       (itcom_questionnaire_id, itcom_certificate_type_id)
SELECT id, %(type)s FROM itcom_questionnaire
"""
# Built faster over what is there than row by row.
TRIGRAM = "itcom_questionnaire_lookup_text_trigram"


def _surnames(count):
    """:return: list of invented surnames, as mixed as real ones."""
    every = ["".join(parts) for parts in product(ONSETS, MIDDLES, MIDDLES, ENDINGS)]
    return random.Random(1).sample(every, min(count, len(every)))


def fill(env, count, users, per_partner=PER_PARTNER):
    """:param users: {"managers", "centres": among whom the questionnaires are shared out}."""
    surnames = _surnames(count // PER_SURNAME)
    partners = count // per_partner
    cr = env.cr
    cr.execute("DROP INDEX IF EXISTS %s" % TRIGRAM)
    cr.execute(PARTNERS, {"partners": partners})
    cr.execute("SELECT min(id) FROM res_partner WHERE name LIKE 'ООО «Клиент %'")
    cr.execute(
        QUESTIONNAIRES,
        {
            "count": count,
            "partners": partners,
            "first_partner": cr.fetchone()[0],
            "company": env.company.id,
            "centres": users["centres"].ids,
            "centre_count": len(users["centres"]),
            "users": users["managers"].ids,
            "manager_count": len(users["managers"]),
            "provider": env.ref("itcom_crm_module.crypto_provider_crypto_pro").id,
            "open_share": max(2, count // OPEN_AT_ONCE),
            "common_share": COMMON_SHARE,
            "common_surname": COMMON_SURNAME,
            "surnames": surnames,
            "surname_count": len(surnames),
            "purposes": list(PURPOSES),
            "purpose_count": len(PURPOSES),
            "given": list(GIVEN),
            "given_count": len(GIVEN),
        },
    )
    cr.execute(TYPES, {"type": env.ref("itcom_crm_module.certificate_type_trading").id})
    env["itcom.questionnaire"].init()
    cr.commit()
    for table in ("itcom_questionnaire", "res_partner"):
        cr.execute("ANALYZE %s" % table)
    cr.commit()
    # Index-only counts need the visibility map, which autovacuum keeps in a living database.
    env.cr._cnx.autocommit = True
    cr.execute("VACUUM itcom_questionnaire")
    env.cr._cnx.autocommit = False
