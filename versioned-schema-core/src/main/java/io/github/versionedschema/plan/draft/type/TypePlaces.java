package io.github.versionedschema.plan.draft.type;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.plan.text.TypeName;
import io.github.versionedschema.schema.SchemaType;

/**
 * The schemas in which the versions have their types. An enum that a version has for
 * itself is in its version schema.
 */
public final class TypePlaces {

	private final String base;

	private final Map<String, SchemaType> older;

	private final Map<String, ReplacedType> newer;

	/**
	 * Creates the places.
	 * @param base the base schema
	 * @param older the types of the older version, by their names
	 * @param newer the enums that the newer version has for itself, by their names
	 */
	TypePlaces(String base, Map<String, SchemaType> older, Map<String, ReplacedType> newer) {
		this.base = base;
		this.older = older;
		this.newer = newer;
	}

	/**
	 * Returns whether a type is one that any of the live versions has under a name, or an
	 * array of it.
	 * @param type the type, as SQL
	 * @param name the name
	 */
	public boolean isOf(String type, String name) {
		return Stream.of(this.base, schemaOf(name), newerSchemaOf(name))
			.anyMatch((schema) -> TypeName.isOf(type, schema, name));
	}

	/** Returns the schema in which the newer version's type of a name is. */
	public String newerSchemaOf(String name) {
		ReplacedType type = this.newer.get(name);
		return (type != null) ? type.schema() : schemaOf(name);
	}

	/** Returns the schema in which the older version's type of a name is. */
	public String schemaOf(String name) {
		SchemaType type = this.older.get(name);
		return (type != null) ? Objects.requireNonNullElse(type.schema(), this.base) : this.base;
	}

}
