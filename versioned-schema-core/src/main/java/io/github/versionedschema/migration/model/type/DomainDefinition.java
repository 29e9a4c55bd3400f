package io.github.versionedschema.migration.model.type;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A domain: a type with rules for its values.
 *
 * @param type the SQL type of its values, with modifiers
 * @param nullable whether values may be null; unlike columns, they may if absent
 * @param defaultValue the SQL expression of the default of its columns
 * @param collate its collation, as SQL
 * @param check its check constraint
 */
public record DomainDefinition(String type, @Nullable Boolean nullable,
		@JsonProperty("default") @Nullable String defaultValue, @Nullable String collate, @Nullable DomainCheck check) {

}
