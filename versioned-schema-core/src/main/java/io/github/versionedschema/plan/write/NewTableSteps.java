package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.ddl.NewTableDdl;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.rule.TableChange;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.ViewSql;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes the steps for tables that a chain creates. In older versions, a tombstone hides
 * the table under each name, as long as the table has the name.
 */
final class NewTableSteps {

	private final Scope scope;

	private final VersionSchemas schemas;

	NewTableSteps(Scope scope, VersionSchemas schemas) {
		this.scope = scope;
		this.schemas = schemas;
	}

	/**
	 * Writes a step.
	 * @param item the change of a table
	 * @param number the position of the change in the chain
	 */
	void write(Steps steps, ScriptItem.NewTable item, int number) {
		NewTableDdl ddl = NewTableDdl.of(item);
		List<String> statements = new ArrayList<>(ddl.statements());
		Steps.Draft step = steps
			.add("new.%02d.%s".formatted(number, item.table().physicalName()), Phase.EXPAND, ddl.title())
			.on(item.table().physicalName())
			.from(List.of(item.source().toString()));
		String name = item.physicalName();
		if (item.creates()) {
			statements.addAll(hide(name));
			List<String> inverse = new ArrayList<>(List.of(drop(item.table(), name)));
			inverse.addAll(show(name));
			step.undoneBy(Steps.transaction(inverse));
		}
		else if (item.change() instanceof TableChange.Rename rename) {
			statements.addAll(show(name));
			statements.addAll(hide(rename.physicalName()));
			List<String> inverse = new ArrayList<>(List.of(renameBack(rename.physicalName(), name)));
			inverse.addAll(show(rename.physicalName()));
			step.undoneBy(Steps.transaction(inverse));
		}
		else if (item.change() instanceof TableChange.Drop) {
			statements.addAll(show(name));
		}
		step.runs(Steps.transaction(statements));
	}

	private List<String> hide(String name) {
		return this.schemas.withoutTable(name)
			.stream()
			.flatMap((schema) -> ViewSql.tombstone(schema, name).stream())
			.toList();
	}

	private List<String> show(String name) {
		return this.schemas.withoutTable(name).stream().map((schema) -> ViewSql.dropTombstone(schema, name)).toList();
	}

	/** Drops the table, and no table of others under a name that the chain gave up. */
	private String drop(CreatedTable table, String name) {
		String drop = "DROP TABLE IF EXISTS " + this.scope.table(name);
		boolean keepsName = table.name() != null && table.physicalName().equals(name);
		return keepsName ? drop : ifItHas(name, drop + ";\n");
	}

	/** If another user has taken the name, the table is not needed under any name. */
	private String renameBack(String from, String to) {
		String hide = lasting(to).stream()
			.flatMap((schema) -> ViewSql.tombstone(schema, to).stream())
			.map((statement) -> statement + ";\n")
			.collect(Collectors.joining());
		return ifItHas(from, """
				IF pg_catalog.to_regclass(%1$s) IS NULL AND pg_catalog.to_regtype(%1$s) IS NULL THEN
					ALTER TABLE IF EXISTS %2$s RENAME TO %3$s;
				%4$sELSE
					DROP TABLE IF EXISTS %2$s;
				END IF;
				""".formatted(Identifier.literal(this.scope.table(to)), this.scope.table(from), Identifier.quote(to),
				hide));
	}

	/** The tombstone shows whether the chain's table has a name. */
	private String ifItHas(String name, String statements) {
		String guarded = lasting(name).map((schema) -> """
				IF pg_catalog.to_regclass(%s) IS NOT NULL THEN
				%sEND IF;
				""".formatted(Identifier.literal(Identifier.qualified(schema, name)), statements)).orElse(statements);
		return "DO " + Identifier.dollarQuoted("BEGIN\n" + guarded + "END");
	}

	/** Returns the schema with a tombstone of that name which still exists on abort. */
	private Optional<String> lasting(String name) {
		return Optional.ofNullable(this.scope.oldSchema()).filter(this.schemas.withoutTable(name)::contains);
	}

}
