package io.github.versionedschema.plan.strategy.key;

import java.util.Optional;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A column of a foreign key and the one that it references, in the newer version.
 *
 * @param column the referencing column
 * @param type its type
 * @param referenced the referenced column
 * @param referencedType its type
 */
record KeyPair(String column, String type, String referenced, String referencedType) {

	/**
	 * Returns the check whether PostgreSQL accepts the types. It asks for more than an
	 * operator that compares them: {@code numeric} equals {@code bigint}, and cannot
	 * reference it. So the check creates such a key.
	 */
	Optional<Check> check(String key, Source source, @Nullable String advice) {
		if (this.type.equals(this.referencedType)) {
			return Optional.empty();
		}
		String sql = """
				CREATE TEMPORARY TABLE _vs_try_referenced (%s %s PRIMARY KEY);
				CREATE TEMPORARY TABLE _vs_try_referencing (%s %s CONSTRAINT %s REFERENCES pg_temp._vs_try_referenced);
				DROP TABLE pg_temp._vs_try_referencing, pg_temp._vs_try_referenced""".formatted(
				Identifier.quote(this.referenced), this.referencedType, Identifier.quote(this.column), this.type,
				Identifier.quote(key));
		return Optional.of(new Check("foreign key " + key, sql, -1, source, advice, null));
	}

}
