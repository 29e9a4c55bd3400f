package io.github.versionedschema.plan.write;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.Catalogue.RelationKind;

/**
 * The statements to try before a chain can be planned.
 *
 * @param statements in order; empty if the catalogue can be used unchanged
 * @param created tables that the chain creates, which the catalogue for planning must not
 * contain yet
 * @param types types that the chain creates, likewise
 */
public record Prelude(List<String> statements, Set<String> created, Set<String> types) {

	public Prelude {
		statements = List.copyOf(statements);
		created = Set.copyOf(created);
		types = Set.copyOf(types);
	}

	/**
	 * Returns the catalogue for planning.
	 * @param seen the catalogue after the statements
	 */
	public Catalogue catalogue(Catalogue seen) {
		Map<String, RelationKind> others = new HashMap<>(seen.otherRelations());
		seen.tables()
			.stream()
			.filter((table) -> this.created.contains(table.name()))
			.forEach((table) -> others.keySet().removeAll(table.ownedRelations()));
		others.keySet().removeAll(this.types);
		Set<String> known = new HashSet<>(seen.types());
		known.removeAll(this.types);
		return new Catalogue(seen.serverVersion(), seen.schema(), seen.schemaOwner(), seen.schemaGrants(),
				seen.tables().stream().filter((table) -> !this.created.contains(table.name())).toList(), others, known,
				seen.checkedDomains(), seen.functions(), seen.routines(), seen.leaving(),
				seen.definedTypes().stream().filter((type) -> !this.types.contains(type.name())).toList());
	}

}
