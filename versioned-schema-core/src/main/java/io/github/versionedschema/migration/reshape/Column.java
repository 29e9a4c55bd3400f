package io.github.versionedschema.migration.reshape;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.versionedschema.migration.reshape.translation.NativeObject;
import io.github.versionedschema.migration.reshape.translation.Translation;
import org.jspecify.annotations.Nullable;

/**
 * A column of a new table, or a column to add to a table.
 *
 * @param name its name
 * @param type its SQL type
 * @param nullable whether it may be null, which is the default
 * @param defaultValue the SQL expression of its default
 * @param generated the SQL clause after {@code GENERATED}
 * @param comment its comment
 */
record Column(String name, String type, @Nullable Boolean nullable,
		@JsonProperty("default") @Nullable String defaultValue, @Nullable String generated, @Nullable String comment) {

	private static final Set<String> SERIAL = Set.of("smallserial", "serial", "bigserial", "serial2", "serial4",
			"serial8");

	/**
	 * Returns the native column.
	 * @param to the translation of the action
	 * @param inKey whether it is part of the primary key
	 * @param path the path of the column in the action
	 */
	NativeObject translate(Translation to, boolean inKey, Object... path) {
		Generation generation = (this.generated != null) ? Generation.of(this.generated) : null;
		if (this.generated != null && generation == null) {
			to.refuse("GENERATED %s is not supported yet".formatted(this.generated),
					"Supported are 'ALWAYS AS IDENTITY', 'BY DEFAULT AS IDENTITY' and 'ALWAYS AS (...) STORED'",
					Stream.concat(Arrays.stream(path), Stream.of("generated")).toArray());
		}
		return to.object()
			.with("name", this.name)
			.with("type", this.type)
			.with("nullable", !(Boolean.FALSE.equals(this.nullable) || inKey || isNeverNull(generation)))
			.with("pk", inKey)
			.with("default", this.defaultValue)
			.with("comment", this.comment)
			.with("generated", (generation != null) ? generation.translate(to) : null);
	}

	/** PostgreSQL makes such columns NOT NULL itself. */
	private boolean isNeverNull(@Nullable Generation generation) {
		return (generation != null && generation.identity())
				|| SERIAL.contains(this.type.strip().toLowerCase(Locale.ROOT));
	}

}
