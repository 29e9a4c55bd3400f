package io.github.versionedschema.plan.dependant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;

/**
 * The replaced columns of a table, whose dependent objects follow the replacements.
 */
final class ReplacedColumns {

	private final TableWork work;

	private final Map<String, ColumnDraft> replacements = new LinkedHashMap<>();

	ReplacedColumns(TableWork work) {
		this.work = work;
		Map<Integer, ColumnDraft> byNumber = work.indexes().replacements();
		for (ColumnDraft column : work.table().columns()) {
			Column source = column.source();
			if (column.isOldOnly() && source != null && byNumber.containsKey(source.number())) {
				this.replacements.put(column.physicalName(), Objects.requireNonNull(byNumber.get(source.number())));
			}
		}
	}

	/** Returns the replacements by the columns' names in the database. */
	Map<String, ColumnDraft> replacements() {
		return this.replacements;
	}

	/** Returns the beginning of a query for the objects that use the columns. */
	String objects() {
		Scope scope = this.work.scope();
		return DependentObjects.of(this.work.sqlName(), this.replacements.keySet(),
				Stream.concat(scope.older().stream(), scope.newer().stream()).toList());
	}

}
