package io.github.versionedschema.migration;

import io.github.versionedschema.migration.hint.Hints;
import io.github.versionedschema.migration.lint.Acknowledgement;
import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * An operation and its position in its file.
 *
 * @param operation the operation
 * @param source its position in the file
 * @param description the author's description, if any; free text
 * @param acknowledgement the findings that the author accepts, if any
 * @param hints what it asks for its steps
 */
public record SourcedOperation(Operation operation, Source source, @Nullable String description,
		@Nullable Acknowledgement acknowledgement, Hints hints) {

	public SourcedOperation(Operation operation, Source source) {
		this(operation, source, null, null, Hints.NONE);
	}

}
