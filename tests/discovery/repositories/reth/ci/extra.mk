.PHONY: audit
audit::
	cargo audit
audit::
	cargo deny check
