package io.github.versionedschema.schema;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An enum, a domain, a range or a stand-alone composite type.
 *
 * @param name its name
 * @param kind the kind of type
 * @param values the values of an enum, in order
 * @param comment its comment
 * @param owner the role that owns it
 * @param grants privileges on it; empty if none was ever granted or revoked
 * @param extension the extension to which it belongs
 * @param uses the objects that depend on it or on its arrays
 * @param leaving whether only older live versions have it
 * @param schema where a live version had it for itself when the catalogue was read: the
 * version's schema, or the base schema once it was moved there; null for a type of all
 * versions
 */
public record SchemaType(String name, Column.TypeKind kind, List<String> values, @Nullable String comment, String owner,
		List<Grant> grants, @Nullable String extension, List<Use> uses, boolean leaving, @Nullable String schema) {

	public SchemaType {
		values = List.copyOf(values);
		grants = List.copyOf(grants);
		uses = List.copyOf(uses);
	}

	/** Returns a type that newer versions do not have. */
	public static SchemaType left(String name) {
		return new SchemaType(name, Column.TypeKind.BASE, List.of(), null, "", List.of(), null, List.of(), true, null);
	}

	/**
	 * Returns the same type of a version after it was moved to another schema. What
	 * depends on it was judged before.
	 */
	public SchemaType movedTo(String other) {
		return new SchemaType(this.name, this.kind, this.values, this.comment, this.owner, this.grants, this.extension,
				List.of(), this.leaving, other);
	}

	/**
	 * An object that depends on a type. A view over other views has a use for each of
	 * them.
	 *
	 * @param kind the kind of object
	 * @param name the object, as readable text
	 * @param table the table of the schema to which the object belongs, or null
	 * @param object the name of an index or a constraint; of another object that can
	 * follow the type its name as a dependant of a table, or that of a view which it
	 * reads; or null
	 * @param columns the numbers of the columns with which it goes
	 */
	public record Use(Kind kind, String name, @Nullable String table, @Nullable String object, List<Integer> columns) {

		public Use {
			columns = List.copyOf(columns);
		}

		/**
		 * The kinds of object.
		 */
		public enum Kind {

			/** A column of a table. */
			COLUMN,
			/** The default of a column, or the expression of a generated one. */
			DEFAULT,
			/** A constraint of a table. */
			CONSTRAINT,
			/** An index. */
			INDEX,
			/** Another part of a table, such as a trigger. */
			PART,
			/** A type that contains it. */
			TYPE,
			/** Any other object. */
			OTHER

		}

	}

}
