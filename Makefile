# Each target calls one command of the bench; README.md says what they need.
.PHONY: run test test-core test-odoo test-guide lint format guide i18n bench

run:        ; @python3 -m bench run
test:       ; @python3 -m bench test
test-core:  ; @python3 -m bench test-core $(ARGS)
test-odoo:  ; @python3 -m bench test-odoo $(ARGS)
test-guide: ; @python3 -m bench test-guide $(ARGS)
lint:       ; @python3 -m bench lint
format:     ; @python3 -m bench format
guide:      ; @python3 -m bench guide
i18n:       ; @python3 -m bench i18n
bench:      ; @python3 -m bench bench $(ARGS)
