package io.github.versionedschema.migration.reshape.translation;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.migration.syntax.Content.Field;

/**
 * An operation that an action became.
 *
 * @param source the action, which messages about the operation name
 * @param operation the operation's key and content
 */
public record TranslatedOperation(Source source, Field operation) {

}
