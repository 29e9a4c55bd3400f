package io.github.versionedschema.chains;

import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A column as one moment of a chain knows it.
 *
 * @param identity the same for as long as nothing changes its values
 * @param name its name
 * @param kind its type
 * @param notNull whether it allows no null
 * @param defaultSql its default, or null
 * @param role what may be done with it
 */
record ChainColumn(int identity, String name, Kind kind, boolean notNull, @Nullable String defaultSql, Role role) {

	/** What a chain and its writers may do with a column. */
	enum Role {

		/** Tells rows apart; it may be renamed and widened. */
		KEY,

		/** Anything. */
		VALUE,

		/** Its default differs from row to row. */
		VOLATILE,

		/** Holds keys of another table, or of its own; it may be renamed and widened. */
		REFERENCE,

		/** A trigger of the user's counts in it. */
		COUNTER,

		/** PostgreSQL computes it. */
		GENERATED

	}

	String sql() {
		return Identifier.quote(this.name);
	}

	/** Returns its name in the table of what the other version showed. */
	String observed() {
		return "c" + this.identity;
	}

	String asInteger() {
		return this.kind.toInteger(sql());
	}

	boolean mayChange() {
		return this.role == Role.VALUE;
	}

	boolean isWritable() {
		return this.role != Role.GENERATED;
	}

	ChainColumn renamed(String to) {
		return new ChainColumn(this.identity, to, this.kind, this.notNull, this.defaultSql, this.role);
	}

}
