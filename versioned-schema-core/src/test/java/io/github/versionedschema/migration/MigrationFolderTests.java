package io.github.versionedschema.migration;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Tests where migration files are found. */
class MigrationFolderTests {

	private static final String OPERATIONS = "operations: [{drop_table: {name: a}}]";

	@TempDir
	private Path folder;

	@Test
	void readsAFolderOfTheFileSystemWithoutItsSubFoldersAndHiddenFiles() throws IOException {
		Path migrations = Files.createDirectories(this.folder.resolve("with space [and] {pattern}*"));
		write(migrations.resolve("02_b.yaml"), OPERATIONS);
		write(migrations.resolve("01_a.json"), "{\"operations\": [{\"drop_table\": {\"name\": \"a\"}}]}");
		write(migrations.resolve("README.md"), "text");
		write(migrations.resolve(".03_c.yaml"), "unfinished");
		write(migrations.resolve("sub/04_d.yaml"), "not read");
		Files.createDirectories(migrations.resolve("05_folder.yaml"));
		assertThat(names(getClass().getClassLoader(), "file:" + migrations)).containsExactly("01_a", "02_b");
	}

	@Test
	void readsLinkedFilesAsAKubernetesConfigMapHasThem() throws IOException {
		write(this.folder.resolve("..data/01_a.yaml"), OPERATIONS);
		Files.createSymbolicLink(this.folder.resolve("01_a.yaml"), Path.of("..data/01_a.yaml"));
		assertThat(names(getClass().getClassLoader(), "file:" + this.folder + "/")).containsExactly("01_a");
	}

	@Test
	void readsAJarOnTheClassPath() throws IOException {
		Path jar = jar("app.jar", "db/", "db/versioned-schema/", "db/versioned-schema/2_b.yaml",
				"db/versioned-schema/10_c.yaml", "db/versioned-schema/sub/", "db/versioned-schema/sub/3_d.yaml",
				"db/versioned-schema-other/1_x.yaml");
		try (URLClassLoader classLoader = classLoader(jar)) {
			assertThat(names(classLoader, "classpath:db/versioned-schema/")).containsExactly("2_b", "10_c");
			assertThat(names(classLoader, "classpath:/db/versioned-schema")).containsExactly("2_b", "10_c");
		}
	}

	@Test
	void joinsAllLocationsAndAllRootsOfTheClassPath() throws IOException {
		Path first = jar("first.jar", "db/versioned-schema/", "db/versioned-schema/1_a.yaml");
		write(this.folder.resolve("classes/db/versioned-schema/2_b.yaml"), OPERATIONS);
		write(this.folder.resolve("more/3_c.yaml"), OPERATIONS);
		try (URLClassLoader classLoader = classLoader(first, this.folder.resolve("classes"))) {
			assertThat(names(classLoader, "classpath:db/versioned-schema/", "file:" + this.folder.resolve("more")))
				.containsExactly("1_a", "2_b", "3_c");
		}
	}

	@Test
	void refusesOneMigrationInTwoLocations() throws IOException {
		write(this.folder.resolve("a/1_x.yaml"), OPERATIONS);
		write(this.folder.resolve("b/1_x.yaml"), OPERATIONS);
		InvalidMigrationsException exception = catchThrowableOfType(InvalidMigrationsException.class,
				() -> names(getClass().getClassLoader(), "file:" + this.folder.resolve("a"),
						"file:" + this.folder.resolve("b")));
		assertThat(exception.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.message()).startsWith("2 files define the migration '1_x'")
				.contains("a/1_x.yaml", "b/1_x.yaml"));
	}

	@Test
	void readsAnEmptyFolderAsNoMigrations() {
		assertThat(names(getClass().getClassLoader(), "file:" + this.folder)).isEmpty();
	}

	@Test
	void namesAllLocationsThatDoNotExist() throws IOException {
		write(this.folder.resolve("file"), "not a folder");
		String file = "file:" + this.folder.resolve("file");
		assertThatExceptionOfType(MigrationLocationNotFoundException.class)
			.isThrownBy(() -> names(getClass().getClassLoader(), "file:" + this.folder, "classpath:no/such/folder/",
					"file:/no/such/folder", file))
			.satisfies((ex) -> assertThat(ex.locations()).containsExactly("classpath:no/such/folder/",
					"file:/no/such/folder", file))
			.withMessageContaining("classpath:no/such/folder/, file:/no/such/folder");
	}

	private static List<String> names(ClassLoader classLoader, String... locations) {
		ResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(classLoader);
		return new MigrationReader(ExampleOperations.TYPES).read(new MigrationFolder(resolver, List.of(locations)))
			.stream()
			.map(Migration::name)
			.toList();
	}

	private Path jar(String name, String... entries) throws IOException {
		Path jar = this.folder.resolve(name);
		try (OutputStream file = Files.newOutputStream(jar); JarOutputStream output = new JarOutputStream(file)) {
			for (String entry : entries) {
				output.putNextEntry(new JarEntry(entry));
				if (!entry.endsWith("/")) {
					output.write(OPERATIONS.getBytes(StandardCharsets.UTF_8));
				}
				output.closeEntry();
			}
		}
		return jar;
	}

	private static URLClassLoader classLoader(Path... roots) throws IOException {
		URL[] urls = new URL[roots.length];
		for (int i = 0; i < roots.length; i++) {
			urls[i] = roots[i].toUri().toURL();
		}
		return new URLClassLoader(urls, null);
	}

	private static void write(Path file, String text) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
