package io.github.versionedschema.migration;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import io.github.versionedschema.migration.place.NaturalOrder;
import io.github.versionedschema.migration.syntax.MigrationFormats;
import org.jspecify.annotations.Nullable;

/**
 * Reads the migrations of a folder. The reader is created only when needed, as its
 * creation takes most of the startup time if no migration is pending.
 */
public final class MigrationFiles implements MigrationSource {

	private static final Comparator<MigrationFile> BY_NAME = Comparator.comparing(MigrationFile::name,
			new NaturalOrder());

	private final Supplier<MigrationReader> reader;

	private final MigrationFolder folder;

	/**
	 * Creates an instance without accessing the folder.
	 * @param reader supplies the reader of files
	 * @param folder the folder of the files
	 */
	public MigrationFiles(Supplier<MigrationReader> reader, MigrationFolder folder) {
		this.reader = reader;
		this.folder = folder;
	}

	@Override
	public List<Migration> read() {
		return this.reader.get().read(this.folder);
	}

	@Override
	public List<String> names() {
		return files().stream().sorted(BY_NAME).map(MigrationFile::name).distinct().toList();
	}

	@Override
	public @Nullable String version() {
		List<MigrationFile> files = files();
		if (files.isEmpty()) {
			return null;
		}
		MigrationFile last = Collections.max(files, BY_NAME);
		return isNamedByItsFile(last, files) ? last.name() : MigrationSource.super.version();
	}

	private List<MigrationFile> files() {
		return MigrationFile.among(this.folder.files(), new MigrationFormats());
	}

	/** A key may contain escapes, in any format. */
	private static boolean isNamedByItsFile(MigrationFile last, List<MigrationFile> files) {
		byte[] bytes = last.bytes();
		if (bytes == null) {
			return false;
		}
		String text = new String(bytes, StandardCharsets.UTF_8);
		return !text.contains("version_schema") && text.indexOf('\\') < 0
				&& files.stream().filter((file) -> file.name().equals(last.name())).count() == 1;
	}

}
