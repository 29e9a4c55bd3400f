package io.github.versionedschema.plan.strategy.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.ddl.TypeSql;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.type.AddedValue;
import io.github.versionedschema.plan.draft.type.CreatedType;
import io.github.versionedschema.plan.draft.type.ReplacedType;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes the steps that create and drop types.
 */
public final class TypeSteps {

	private final SchemaDraft draft;

	private final Scope scope;

	private final String newSchema;

	/**
	 * Creates the steps.
	 * @param scope the schemas of the versions
	 */
	public TypeSteps(SchemaDraft draft, Scope scope) {
		this.draft = draft;
		this.scope = scope;
		this.newSchema = scope.newSchema();
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
	 * Writes the step that creates the newer version's own enum, in its schema, where
	 * only its clients find it. They have the right to use the schema once it is
	 * published.
	 */
	public void writeOther(Steps steps, ReplacedType type) {
		List<String> statements = new ArrayList<>();
		List<String> inverse = new ArrayList<>();
		inverse.add("DROP TYPE IF EXISTS " + Identifier.qualified(this.newSchema, type.name()));
		if (type.equals(this.draft.types().replaced().get(0))) {
			statements.add("CREATE SCHEMA " + Identifier.quote(this.newSchema));
			inverse.add("DROP SCHEMA IF EXISTS " + Identifier.quote(this.newSchema));
		}
		statements.addAll(TypeSql.createOther(this.newSchema, type));
		steps.add("type." + type.name(), Phase.EXPAND, "create type %s of the new version".formatted(type.name()))
			.from(List.of(type.operation().toString()))
			.undoneBy(Steps.transaction(inverse))
			.runs(Steps.transaction(statements));
	}

	/**
	 * Writes the steps that drop types, after the tables have the newer shape. One
	 * statement drops them all, as they may consist of each other.
	 */
	public void writeDrops(Steps steps) {
		for (ReplacedType type : this.draft.types().replaced()) {
			steps.add("contract.type." + type.name(), Phase.CONTRACT, "replace type " + type.name())
				.from(List.of(type.operation().toString()))
				.runs(Steps.transaction(exchange(type)));
		}
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

	private List<String> exchange(ReplacedType type) {
		if (this.draft.types().dropped().containsKey(type.name())) {
			return List.of("DROP TYPE " + Identifier.qualified(this.newSchema, type.name()));
		}
		List<String> statements = new ArrayList<>();
		statements.add("DROP TYPE " + Identifier.qualified(schema(), type.name()));
		statements
			.addAll(new MovedType(type.name(), this.newSchema, schema()).statements(this.scope.newer().size() > 1));
		return statements;
	}

	private String schema() {
		return this.draft.catalogue().schema();
	}

}
