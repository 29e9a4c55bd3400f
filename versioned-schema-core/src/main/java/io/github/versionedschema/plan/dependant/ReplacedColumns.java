package io.github.versionedschema.plan.dependant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.plan.ddl.ColumnRenames;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Dependant;

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

	/**
	 * Returns the statements with which replacements and replaced columns exchange their
	 * names. What PostgreSQL printed before and reads between them uses the replacements.
	 */
	List<String> exchange() {
		Map<String, String> names = new LinkedHashMap<>();
		this.replacements.forEach((old, replacement) -> {
			names.put(old, replacement.physicalName());
			names.put(replacement.physicalName(), old);
		});
		return new ColumnRenames(this.work.sqlName()).of(names);
	}

	/** Returns whether a dependent object of the given kind uses the columns. */
	boolean haveDependant(Dependant.Kind kind) {
		return this.work.table()
			.source()
			.dependants()
			.stream()
			.filter((dependant) -> dependant.kind() == kind)
			.flatMap((dependant) -> dependant.columns().stream())
			.anyMatch(this.work.indexes().replacements()::containsKey);
	}

	/** Returns the beginning of a query for the objects that use the columns. */
	String objects() {
		Scope scope = this.work.scope();
		return DependentObjects.of(this.work.sqlName(), this.replacements.keySet(),
				Stream.concat(scope.older().stream(), scope.newer().stream()).toList());
	}

}
