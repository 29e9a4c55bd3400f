package io.github.versionedschema.plan.dependant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.type.ReplacedType;
import io.github.versionedschema.plan.draft.type.TypeDrafts;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;

/**
 * Lets PostgreSQL print definitions that use an enum of the older version and read them
 * as those of the newer version's enum. All statements are in PL/pgSQL, and no other
 * session sees a change, as each is undone in the transaction that makes it.
 */
final class TypeExchange {

	private final TypeDrafts drafts;

	private final List<ReplacedType> types;

	TypeExchange(TableWork work) {
		this.drafts = work.schema().types();
		this.types = this.drafts.replaced();
	}

	/** Returns the statements before definitions are printed, with renamed values. */
	String printing() {
		return renames(false);
	}

	/** Returns the statements after definitions were printed. */
	String printed() {
		return renames(true);
	}

	private String renames(boolean back) {
		List<String> statements = new ArrayList<>();
		for (ReplacedType type : this.types) {
			for (Map.Entry<String, String> value : type.renamed().entrySet()) {
				statements.add("ALTER TYPE %s RENAME VALUE %s TO %s;\n".formatted(older(type),
						Identifier.literal(back ? value.getValue() : value.getKey()),
						Identifier.literal(back ? value.getKey() : value.getValue())));
			}
		}
		return String.join("", statements);
	}

	/**
	 * Returns the statements before definitions are read. Columns of other tables still
	 * have the older enum, and are compared with the same renamed values.
	 */
	String reading() {
		return renames(false) + this.types.stream()
			.map((type) -> "ALTER TYPE %s RENAME TO %s;\nALTER TYPE %s SET SCHEMA %s;\n".formatted(older(type),
					Identifier.quote(aside(type)), Identifier.qualified(type.schema(), type.name()),
					Identifier.quote(schema(type))))
			.collect(Collectors.joining());
	}

	/** Returns the statements after definitions were read. */
	String read() {
		return this.types.stream()
			.map((type) -> "ALTER TYPE %s SET SCHEMA %s;\nALTER TYPE %s RENAME TO %s;\n".formatted(older(type),
					Identifier.quote(type.schema()), Identifier.qualified(schema(type), aside(type)),
					Identifier.quote(type.name())))
			.collect(Collectors.joining()) + renames(true);
	}

	/**
	 * Returns an SQL expression for a message about definitions that were read, with
	 * names that users know.
	 * @param message the message as an SQL expression
	 */
	String told(String message) {
		String result = message;
		for (ReplacedType type : this.types) {
			for (boolean quoted : new boolean[] { true, false }) {
				String aside = quoted ? Identifier.quote(aside(type)) : aside(type);
				result = "pg_catalog.replace(%s, %s, %s)".formatted(result, Identifier.literal(aside),
						Identifier.literal(type.name() + " of the older version"));
			}
		}
		return result;
	}

	/**
	 * Returns an SQL expression for definitions that already use the newer enum in part,
	 * under the name that it has while they are read.
	 * @param definitions the definitions as an SQL expression
	 */
	String named(String definitions) {
		String result = definitions;
		for (ReplacedType type : this.types) {
			result = "pg_catalog.replace(%s, pg_catalog.format('%%I.%%I', %s, %s), pg_catalog.format('%%I.%%I', %s, %s))"
				.formatted(result, Identifier.literal(type.schema()), Identifier.literal(type.name()),
						Identifier.literal(schema(type)), Identifier.literal(type.name()));
		}
		return result;
	}

	/**
	 * Returns the type of a column, under the name that it has while definitions are
	 * read.
	 * @param type the type as SQL
	 */
	String typeName(String type) {
		for (ReplacedType replaced : this.types) {
			String newer = Identifier.qualified(replaced.schema(), replaced.name());
			if (type.startsWith(newer)) {
				return older(replaced) + type.substring(newer.length());
			}
		}
		return type;
	}

	/** Returns the older version's enum as SQL. */
	private String older(ReplacedType type) {
		return Identifier.qualified(schema(type), type.name());
	}

	private String schema(ReplacedType type) {
		return this.drafts.places().schemaOf(type.name());
	}

	private static String aside(ReplacedType type) {
		return Identifier.truncatedWithHash("_vs_older_" + type.name());
	}

}
