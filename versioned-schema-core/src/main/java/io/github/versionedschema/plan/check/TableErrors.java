package io.github.versionedschema.plan.check;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.SharedTable;
import org.jspecify.annotations.Nullable;

/**
 * Collects the errors of one table.
 */
final class TableErrors {

	private final List<Finding> findings = new ArrayList<>();

	private final SharedTable table;

	TableErrors(SharedTable table) {
		this.table = table;
	}

	/** Adds an error whose message continues the name of the table. */
	void ofTable(@Nullable Source source, String message, @Nullable String advice) {
		add(source, "Table \"%s\": %s".formatted(this.table.physicalName(), message), advice);
	}

	void add(@Nullable Source source, String message, @Nullable String advice) {
		this.findings.add(new Finding(Severity.ERROR, source, message, advice));
	}

	void addAll(List<Finding> findings) {
		this.findings.addAll(findings);
	}

	List<Finding> findings() {
		return this.findings;
	}

}
