package io.github.versionedschema.plan.write;

import java.util.List;
import java.util.Set;

import io.github.versionedschema.schema.Catalogue;

/**
 * What has to be tried before a chain can be planned.
 *
 * @param statements in order; empty when the catalogue can be used as it is
 * @param created tables that the chain makes, which the catalogue to plan with must not
 * have yet
 */
public record Prelude(List<String> statements, Set<String> created) {

	public Prelude {
		statements = List.copyOf(statements);
		created = Set.copyOf(created);
	}

	/**
	 * Returns what to plan with.
	 * @param seen the catalogue as it is after the statements
	 */
	public Catalogue catalogue(Catalogue seen) {
		return new Catalogue(seen.serverVersion(), seen.schema(), seen.schemaOwner(), seen.schemaGrants(),
				seen.tables().stream().filter((table) -> !this.created.contains(table.name())).toList(),
				seen.otherRelations(), seen.types(), seen.checkedDomains(), seen.functions(), seen.routines());
	}

}
