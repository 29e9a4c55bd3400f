package io.github.versionedschema.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.NaturalOrder;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.MigrationFormats;
import io.github.versionedschema.migration.syntax.SourceText;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/**
 * Reads migration files, as JSON, YAML or TOML according to their extension. Other files
 * are ignored. If any file has an error, nothing is returned, and every error of every
 * file is reported.
 */
public final class MigrationReader {

	private final MigrationFormats formats = new MigrationFormats();

	private final MigrationFileReader reader;

	/**
	 * Creates a reader.
	 * @param types the operations that files may use
	 */
	public MigrationReader(OperationTypes types) {
		this.reader = new MigrationFileReader(types);
	}

	/**
	 * Reads all migrations of a folder.
	 * @param folder the folder of the files
	 * @return the migrations in the order of application; empty if there are none
	 * @throws MigrationLocationNotFoundException if the folder does not exist
	 * @throws InvalidMigrationsException if any file has an error
	 */
	public List<Migration> read(MigrationFolder folder) {
		return read(folder.files());
	}

	/**
	 * Reads migrations.
	 * @param files the files, in any order
	 * @return the migrations in the order of application: by name, with numbers compared
	 * numerically
	 * @throws InvalidMigrationsException if any file has an error
	 */
	public List<Migration> read(Collection<? extends Resource> files) {
		Map<String, List<MigrationFile>> byName = MigrationFile.among(files, this.formats)
			.stream()
			.collect(Collectors.groupingBy(MigrationFile::name, () -> new TreeMap<>(new NaturalOrder()),
					Collectors.toList()));
		ReadMigrations read = new ReadMigrations();
		byName.forEach((name, sameName) -> {
			if (sameName.size() > 1) {
				read.reportDuplicates(name, sameName);
			}
			sameName.forEach((file) -> read(name, file, read));
		});
		return read.result();
	}

	private void read(String name, MigrationFile file, ReadMigrations read) {
		FileProblems problems = new FileProblems(file.fileName(), null, new ArrayList<>());
		String text = text(file, problems);
		Content content = (text != null) ? content(file, text, problems) : null;
		Migration migration = (content != null) ? this.reader.read(name, content, problems) : null;
		read.add((migration != null) ? migration.withText(Objects.requireNonNull(text)) : null, problems.found());
	}

	private static @Nullable String text(MigrationFile file, FileProblems problems) {
		byte[] bytes = file.bytes();
		if (bytes == null) {
			problems.add(
					"the file has more than %,d bytes, which a migration may have".formatted(MigrationFile.MOST_BYTES),
					"Split it into several migrations, and load data in another way");
			return null;
		}
		return new SourceText(problems).decode(bytes);
	}

	private static @Nullable Content content(MigrationFile file, String text, FileProblems problems) {
		Content content = file.format().get().read(text, problems);
		if (content == null && problems.isEmpty()) {
			problems.add("the file is empty", "Remove it, or write 'operations' into it");
		}
		return content;
	}

}
