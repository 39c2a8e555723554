# Licence LGPL-3 (see LICENSE).
"""Who works with the questionnaires of the benchmark, and in which service centres."""

MANAGERS = 20
CENTRES = 10
# Of how many service centres one sees the questionnaires.
OF_MANAGER, OF_VERIFIER = 1, 3


def people(env):
    """:return: {"managers": users among whom questionnaires are shared out; role: user}."""
    centres = env["stock.warehouse"].create(
        [
            {"name": "Сервисный центр %d" % number, "code": "SC%d" % number}
            for number in range(CENTRES)
        ]
    )
    managers = env["res.users"].concat(
        *(_user(env, "manager", "manager_%d" % number) for number in range(MANAGERS))
    )
    env.company.itcom_manager_scope = "centres"
    manager, verifier = managers[3], _user(env, "verifier", "verifier")
    manager.itcom_warehouse_ids = centres[:OF_MANAGER]
    verifier.itcom_warehouse_ids = centres[:OF_VERIFIER]
    return {
        "centres": centres,
        "managers": managers,
        "manager": manager,
        "verifier": verifier,
        "administrator": _user(env, "administrator", "administrator"),
    }


def _user(env, group, login):
    groups = env.ref("base.group_user") | env.ref("itcom_crm_module.itcom_group_" + group)
    values = {"name": login, "login": "bench_" + login, "groups_id": [(6, 0, groups.ids)]}
    return env["res.users"].with_context(no_reset_password=True).create(values)
