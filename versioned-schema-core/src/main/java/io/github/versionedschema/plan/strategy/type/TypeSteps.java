package io.github.versionedschema.plan.strategy.type;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.ddl.TypeSql;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.type.AddedValue;
import io.github.versionedschema.plan.draft.type.CreatedType;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes the steps that create and drop types.
 */
public final class TypeSteps {

	private final SchemaDraft draft;

	public TypeSteps(SchemaDraft draft) {
		this.draft = draft;
	}

	/** Writes the step that creates a type. */
	public void writeNew(Steps steps, CreatedType type) {
		TypeSql sql = new TypeSql(schema(), type);
		steps.add("type." + type.name(), Phase.EXPAND, "create type " + type.name())
			.from(List.of(type.source().toString()))
			.undoneBy(Steps.transaction(sql.drop()))
			.runs(Steps.transaction(sql.statements()));
	}

	/** Writes the step that adds a value to an enum. */
	public void writeValue(Steps steps, AddedValue added) {
		steps
			.add("type.%s.%s".formatted(added.type(), added.value().value()), Phase.EXPAND,
					"add value %s to type %s".formatted(added.value().value(), added.type()))
			.from(List.of(added.source().toString()))
			.runs(Steps.transaction(TypeSql.add(schema(), added)));
	}

	/**
	 * Writes the step that drops types, after the tables have the newer shape. One
	 * statement drops them all, as they may consist of each other.
	 */
	public void writeDrops(Steps steps) {
		Map<String, Source> dropped = this.draft.types().dropped();
		if (!dropped.isEmpty()) {
			steps.add("contract.types", Phase.CONTRACT, "drop types " + String.join(", ", dropped.keySet()))
				.from(dropped.values().stream().map(Source::toString).toList())
				.runs(Steps.transaction("DROP TYPE " + dropped.keySet()
					.stream()
					.map((name) -> Identifier.qualified(schema(), name))
					.collect(Collectors.joining(", "))));
		}
	}

	private String schema() {
		return this.draft.catalogue().schema();
	}

}
