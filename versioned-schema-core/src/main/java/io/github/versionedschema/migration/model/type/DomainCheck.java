package io.github.versionedschema.migration.model.type;

import org.jspecify.annotations.Nullable;

/**
 * A check constraint of a domain.
 *
 * @param name its name; PostgreSQL chooses one if absent
 * @param constraint the SQL condition, in which {@code value} is the value
 */
public record DomainCheck(@Nullable String name, String constraint) {

}
