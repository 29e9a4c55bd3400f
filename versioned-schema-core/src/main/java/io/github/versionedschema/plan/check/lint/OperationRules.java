package io.github.versionedschema.plan.check.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.SourcedOperation;
import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.Generated;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.operation.AddColumn;
import io.github.versionedschema.plan.operation.AlterColumn;
import io.github.versionedschema.plan.operation.CreateIndex;
import io.github.versionedschema.plan.operation.CreateTable;
import io.github.versionedschema.plan.text.SerialType;
import io.github.versionedschema.plan.text.TypeName;
import io.github.versionedschema.schema.Catalogue;

/**
 * Finds risks in what operations ask for, whatever the database contains.
 */
public final class OperationRules {

	private static final int WIDE = 3;

	/** The largest value of a sequence, by the type of its column. */
	private static final Map<String, String> ENDS = Map.of("smallint", "32,767", "integer", "2,147,483,647");

	private final Catalogue catalogue;

	private final List<Finding> findings = new ArrayList<>();

	/**
	 * Creates the rules.
	 * @param catalogue the schema before the operations
	 */
	public OperationRules(Catalogue catalogue) {
		this.catalogue = catalogue;
	}

	/** Returns the findings about a chain of migrations. */
	public List<Finding> of(List<Migration> chain) {
		chain.stream().flatMap((migration) -> migration.operations().stream()).forEach(this::operation);
		return this.findings;
	}

	private void operation(SourcedOperation sourced) {
		Source source = sourced.source();
		if (sourced.operation() instanceof CreateTable created) {
			created.columns().forEach((column) -> column(column, source));
		}
		else if (sourced.operation() instanceof AddColumn added) {
			column(added.column(), source);
		}
		else if (sourced.operation() instanceof AlterColumn altered && altered.type() != null
				&& !hasType(altered, altered.type())) {
			new TypeRules(source).of(altered.column(), altered.type()).ifPresent(this.findings::add);
		}
		else if (sourced.operation() instanceof CreateIndex index && !index.unique() && index.columns().size() > WIDE) {
			add(LintRule.WIDE_INDEX, source,
					"Index \"%s\" has %d columns. Queries rarely use more than the first %d, and every write pays for it."
						.formatted(index.name(), index.columns().size(), WIDE),
					"Start with the column that selects the fewest rows, and leave out the last ones.");
		}
	}

	private boolean hasType(AlterColumn altered, String type) {
		return this.catalogue.tables()
			.stream()
			.filter((table) -> table.name().equals(altered.table()))
			.flatMap((table) -> table.columns().stream())
			.filter((column) -> column.name().equals(altered.column()))
			.anyMatch((column) -> TypeName.withoutModifiers(column.type()).equals(TypeRules.withoutModifiers(type)));
	}

	private void column(ColumnDefinition column, Source source) {
		new TypeRules(source).of(column.name(), column.type()).ifPresent(this.findings::add);
		Generated generated = column.generated();
		boolean counted = SerialType.isSerial(column.type()) || (generated != null && generated.identity() != null);
		String end = ENDS.get(TypeName.canonical(SerialType.plain(column.type())));
		if (counted && end != null) {
			add(LintRule.SMALL_KEY, source,
					"The sequence of column \"%s\" ends at %s. Inserts fail after that.".formatted(column.name(), end),
					"Use bigint.");
		}
	}

	private void add(LintRule rule, Source source, String message, String advice) {
		this.findings.add(Finding.of(rule, source, message, advice));
	}

}
