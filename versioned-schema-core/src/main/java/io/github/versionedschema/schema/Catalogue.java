package io.github.versionedschema.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What one schema of a database contains, as it was when it was read.
 *
 * @param serverVersion the server's {@code server_version_num}, such as 150018
 * @param schema the schema's name
 * @param schemaOwner the role that owns the schema; {@code null} if there is no such
 * schema
 * @param schemaGrants the privileges on the schema; empty if none was ever granted or
 * revoked
 * @param tables the tables that were asked for, ordered by name
 * @param otherRelations what else occupies a relation name in the schema, indexes of
 * these tables left out
 * @param types names of enums, domains, ranges, stand-alone composite and base types
 * @param checkedDomains domains of all schemas that have constraints, as SQL may call
 * them: qualified, and those of this schema also without
 * @param functions names of functions, procedures and aggregates, without arguments
 * @param routines functions and procedures of any schema whose bodies are texts, those
 * that name what was asked for
 */
public record Catalogue(int serverVersion, String schema, @Nullable String schemaOwner, List<Grant> schemaGrants,
		List<Table> tables, Map<String, RelationKind> otherRelations, Set<String> types, Set<String> checkedDomains,
		Set<String> functions, List<Routine> routines) {

	public Catalogue {
		schemaGrants = List.copyOf(schemaGrants);
		tables = List.copyOf(tables);
		otherRelations = Map.copyOf(otherRelations);
		types = Set.copyOf(types);
		checkedDomains = Set.copyOf(checkedDomains);
		functions = Set.copyOf(functions);
		routines = List.copyOf(routines);
	}

	/**
	 * Whether there is nothing to migrate: no tables but those that belong to an
	 * extension.
	 * @return {@code true} if so
	 */
	public boolean isEmpty() {
		return this.tables.stream().allMatch((table) -> table.extension() != null)
				&& !this.otherRelations.containsValue(RelationKind.TABLE);
	}

	/**
	 * The table of that name. With a catalogue of some tables,
	 * {@link #hasRelation(String)} tells whether there is one that was not asked for.
	 * @param name the exact name
	 * @return the table, if there is one
	 */
	public Optional<Table> table(String name) {
		return this.tables.stream().filter((table) -> table.name().equals(name)).findFirst();
	}

	/**
	 * The table that has an index of that name.
	 * @param indexName the exact name
	 * @return the table, if there is one
	 */
	public Optional<Table> tableOfIndex(String indexName) {
		return this.tables.stream().filter((table) -> table.index(indexName).isPresent()).findFirst();
	}

	/**
	 * Whether a new table, view, index or sequence could not get that name.
	 * @param name the exact name
	 * @return {@code true} if a relation of the schema has it
	 */
	public boolean hasRelation(String name) {
		return table(name).isPresent() || this.otherRelations.containsKey(name) || tableOfIndex(name).isPresent();
	}

	/**
	 * What occupies a relation name beside tables and their indexes.
	 */
	public enum RelationKind {

		/** A view. */
		VIEW,
		/** A materialised view. */
		MATERIALIZED_VIEW,
		/** A sequence, owned by a column or not. */
		SEQUENCE,
		/** A stand-alone composite type. */
		COMPOSITE_TYPE,
		/** An index of a materialised view, or of a table that was not asked for. */
		INDEX,
		/** A table that was not asked for. */
		TABLE,
		/** A table that was not asked for and belongs to an extension. */
		EXTENSION_TABLE

	}

}
