package io.github.versionedschema.migration;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.reshape.ReshapeActions;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Fields;
import org.jspecify.annotations.Nullable;

/** Files of Reshape, whose actions are translated to operations. */
final class ReshapeDialect implements Dialect {

	private final ReshapeActions actions;

	private final OperationReader operations;

	ReshapeDialect(ReshapeActions actions, OperationReader operations) {
		this.actions = actions;
		this.operations = operations;
	}

	@Override
	public String key() {
		return "actions";
	}

	@Override
	public String item() {
		return "action";
	}

	@Override
	public Class<?> keys() {
		return File.class;
	}

	@Override
	public List<OperationReader.Entry> read(Content item, int number, FileProblems problems) {
		return this.actions.translate(item, number, problems)
			.stream()
			.flatMap((translated) -> Stream
				.ofNullable(this.operations.read(translated.operation(), translated.source(), problems)))
			.toList();
	}

	/** The translation may change, and the checksum may not. */
	@Override
	public Fields checksummed(Fields file, Fields checked, List<OperationReader.Entry> entries) {
		return file;
	}

	/**
	 * The keys of a file.
	 *
	 * @param actions the actions, which are read one by one, as each has a different
	 * shape
	 */
	private record File(@Nullable String name, @Nullable String description, Object actions) {

	}

}
