# Licence LGPL-3 (see LICENSE).
"""Fill a database with questionnaires by SQL, as years of work would have left them."""

from itertools import product

# One in so many is open still, as work goes on among what is done.
OPEN_SHARE = 50
# One in so many has its own partner.
PER_PARTNER = 5
MANAGERS = 20
SYLLABLES = ("бел", "гор", "лес", "кам", "мор", "пол", "руд", "сев", "тих", "яр")
ENDINGS = ("ов", "ин", "ский", "енко", "ых")
GIVEN = ("Иван", "Пётр", "Олег", "Игорь", "Юрий", "Роман", "Павел", "Лев", "Глеб", "Осип")

PARTNERS = """
INSERT INTO res_partner (name, display_name, type, active, is_company, itcom_applicant_type,
                         company_id, create_date, write_date)
SELECT 'ООО «Клиент ' || n || '»', 'ООО «Клиент ' || n || '»', 'contact', true, true,
       'legal_entity', NULL, now(), now()
FROM generate_series(1, %(partners)s) AS n
"""
QUESTIONNAIRES = """
WITH people AS (
    SELECT n, surnames[1 + (n * 7919::bigint) %% %(surname_count)s] AS surname,
           given_names[1 + n %% 10] AS given_name,
           lpad((100000000 + n)::text, 9, '0') || '00' AS snils,
           lpad((770000000000 + n)::text, 12, '0') AS inn,
           lpad((7700000000 + n %% %(partners)s)::text, 10, '0') AS organisation_inn,
           'А-' || lpad(n::text, 7, '0') AS number, 'Заявка ' || n AS alias
    FROM generate_series(1, %(count)s) AS n,
         (SELECT %(surnames)s::text[] AS surnames, %(given)s::text[] AS given_names) AS names
)
INSERT INTO itcom_questionnaire (
    number, alias, partner_id, company_id, warehouse_id, user_id, crypto_provider_id, state,
    state_date, date, applicant_type, holder, bearer, signature_class, issuer_route, surname,
    given_name, holder_name, citizenship, snils, inn, organisation_inn, lookup_text,
    create_uid, write_uid, create_date, write_date
)
SELECT number, alias, %(first_partner)s + n %% %(partners)s, %(company)s, %(warehouse)s,
       (%(users)s::int[])[1 + n / 7 %% %(managers)s], %(provider)s,
       CASE WHEN n %% %(open_share)s <> 0 THEN 'issued'
            ELSE (ARRAY['draft', 'sent', 'review', 'returned', 'verified'])[1 + n / 50 %% 5] END,
       now(), current_date, 'legal_entity', 'head', 'in_person', 'non_qualified', 'own', surname,
       given_name, surname || ' ' || given_name, 'RU', snils, inn, organisation_inn,
       lower(concat_ws(' ', number, alias, surname, given_name, snils, inn, organisation_inn)),
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


def fill(env, count, users):
    """:param users: managers among whom the questionnaires are shared out."""
    surnames = ["".join(parts) for parts in product(SYLLABLES, SYLLABLES, SYLLABLES, ENDINGS)]
    partners = count // PER_PARTNER
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
            "warehouse": env["stock.warehouse"].search([], limit=1).id,
            "users": users.ids,
            "managers": len(users),
            "provider": env.ref("itcom_crm_module.crypto_provider_crypto_pro").id,
            "open_share": OPEN_SHARE,
            "surnames": [surname.capitalize() for surname in surnames],
            "surname_count": len(surnames),
            "given": list(GIVEN),
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
