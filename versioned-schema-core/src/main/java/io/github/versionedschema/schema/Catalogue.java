package io.github.versionedschema.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The contents of one schema of a database at the time of reading.
 *
 * @param serverVersion the server's {@code server_version_num}, such as 150018
 * @param schema the schema's name
 * @param schemaOwner the role that owns the schema; {@code null} if there is no such
 * schema
 * @param schemaGrants the privileges on the schema; empty if none was ever granted or
 * revoked
 * @param tables the requested tables, ordered by name
 * @param otherRelations other relation names in the schema, except indexes of these
 * tables
 * @param types names of enums, domains, ranges, stand-alone composite and base types
 * @param checkedDomains domains with constraints in all schemas, with their qualified
 * names, and for this schema also with their unqualified names
 * @param functions names of functions, procedures and aggregates, without arguments
 * @param routines functions and procedures of any schema whose bodies are strings that
 * mention requested tables
 * @param leaving names of other relations that the newest of several live versions does
 * not have, and that become free when the others are removed
 * @param definedTypes the requested types, enums that live versions have for themselves
 * under these names, and types that only older live versions have
 */
public record Catalogue(int serverVersion, String schema, @Nullable String schemaOwner, List<Grant> schemaGrants,
		List<Table> tables, Map<String, RelationKind> otherRelations, Set<String> types, Set<String> checkedDomains,
		Set<String> functions, List<Routine> routines, Set<String> leaving, List<SchemaType> definedTypes) {

	public Catalogue {
		schemaGrants = List.copyOf(schemaGrants);
		tables = List.copyOf(tables);
		otherRelations = Map.copyOf(otherRelations);
		types = Set.copyOf(types);
		checkedDomains = Set.copyOf(checkedDomains);
		functions = Set.copyOf(functions);
		routines = List.copyOf(routines);
		leaving = Set.copyOf(leaving);
		definedTypes = (definedTypes != null) ? List.copyOf(definedTypes) : List.of();
	}

	/** Returns the same catalogue with other tables. */
	public Catalogue withTables(List<Table> others) {
		return new Catalogue(this.serverVersion, this.schema, this.schemaOwner, this.schemaGrants, others,
				this.otherRelations, this.types, this.checkedDomains, this.functions, this.routines, this.leaving,
				this.definedTypes);
	}

	/** Returns the same catalogue with other types. */
	public Catalogue withTypes(List<SchemaType> others) {
		return new Catalogue(this.serverVersion, this.schema, this.schemaOwner, this.schemaGrants, this.tables,
				this.otherRelations, this.types, this.checkedDomains, this.functions, this.routines, this.leaving,
				others);
	}

	/**
	 * Whether the schema contains no tables except those of extensions.
	 * @return {@code true} if so
	 */
	public boolean isEmpty() {
		return this.tables.stream().allMatch((table) -> table.extension() != null)
				&& !this.otherRelations.containsValue(RelationKind.TABLE);
	}

	/**
	 * Returns the table of that name. If the catalogue contains only some tables,
	 * {@link #hasRelation(String)} tells whether a table exists that was not requested.
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
	 * Whether the name is taken for a new table, view, index or sequence.
	 * @param name the exact name
	 * @return {@code true} if a relation of the schema has it
	 */
	public boolean hasRelation(String name) {
		return table(name).isPresent() || this.otherRelations.containsKey(name) || tableOfIndex(name).isPresent();
	}

	/**
	 * The kinds of relation besides tables and their indexes.
	 */
	public enum RelationKind {

		/** A view. */
		VIEW,
		/** A materialized view. */
		MATERIALIZED_VIEW,
		/** A sequence, owned by a column or not. */
		SEQUENCE,
		/** A stand-alone composite type. */
		COMPOSITE_TYPE,
		/** An index of a materialized view, or of a table that was not requested. */
		INDEX,
		/** A table that was not requested. */
		TABLE,
		/** A table of an extension that was not requested. */
		EXTENSION_TABLE

	}

}
