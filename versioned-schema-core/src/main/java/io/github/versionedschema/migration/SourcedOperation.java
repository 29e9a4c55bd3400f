package io.github.versionedschema.migration;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * An operation and its position in its file.
 *
 * @param operation the operation
 * @param source its position in the file
 * @param description the author's description, if any; free text
 */
public record SourcedOperation(Operation operation, Source source, @Nullable String description) {

	public SourcedOperation(Operation operation, Source source) {
		this(operation, source, null);
	}

}
