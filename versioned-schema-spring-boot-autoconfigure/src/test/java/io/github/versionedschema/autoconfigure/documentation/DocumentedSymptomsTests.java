package io.github.versionedschema.autoconfigure.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.command.CommandRun;
import io.github.versionedschema.autoconfigure.support.DocumentedPage;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Shop;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests that the messages on {@code docs/operating.md} are those of the product: it
 * produces many of them, and finds the texts of all headings in the sources.
 */
@PostgresTest
class DocumentedSymptomsTests {

	/** Texts of PostgreSQL, not of this library. */
	private static final List<String> OF_THE_SERVER = List.of("is a composite type",
			"cached plan must not change result type");

	private static final List<String> SOURCES = List.of("../versioned-schema-core/src/main/java", "src/main/java");

	private final DocumentedPage page = DocumentedPage.of("operating.md");

	private TestDatabase database;

	private Shop shop;

	@Test
	void theMessagesAreThoseOfTheProduct(TestDatabase database, @TempDir Path folder) throws Exception {
		this.database = database;
		this.shop = new Shop(database, folder);
		MigrationFiles migrations = new MigrationFiles(folder);
		String second = Files.readString(folder.resolve(Shop.SECOND + ".yaml"));
		assertDone(this.shop.command(1, "expand"));
		database.jdbc().sql("insert into customers values (1, 'Ann Smith')").update();
		whereRowsPreventIt(migrations);
		migrations.add(Shop.SECOND + ".yaml", second);
		whereALockIsHeld();
		assertDone(this.shop.command(2, "expand"));
		whereTheFileWasChanged(migrations, second);
		whileTheFirstReleaseRuns();
		this.page.check();
	}

	private void whereRowsPreventIt(MigrationFiles migrations) {
		migrations.addAll("documented-symptoms");
		show("rows", 2, "expand");
	}

	private void whereALockIsHeld() throws SQLException {
		try (Connection session = session("report")) {
			session.setAutoCommit(false);
			session.createStatement().execute("select * from customers");
			show("lock", 2, "expand", "lock-tries=2");
		}
	}

	private void whereTheFileWasChanged(MigrationFiles migrations, String second) {
		migrations.add(Shop.SECOND + ".yaml",
				second + "  - create_table: {name: notes, columns: [{name: id, type: int, pk: true}]}\n");
		migrations.add("03_later.yaml", "operations: []\n");
		show("checksum", 3, "validate");
		migrations.add(Shop.SECOND + ".yaml", second);
	}

	private void whileTheFirstReleaseRuns() throws SQLException {
		try (Shop running = this.shop) {
			running.start(1);
			running.sql(1, "insert into customers values (2, null) returning id");
			show("attached", 2, "complete");
			show("violations", 2, "complete", "force=true");
			running.sql(1, "update customers set full_name = 'Bob Jones' where id = 2 returning id");
			assertDone(this.shop.command(2, "complete", "force=true"));
			await().untilAsserted(() -> {
				assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> running.sql(1, "select 1"));
				assertThat(running.send(1, "GET", "health/readiness").body()).contains("fenced");
			});
			this.page.put("fenced", "console", running.exchange(1, "GET", "health/readiness"));
			assertThat(running.send(1, "GET", "health/liveness").statusCode()).isEqualTo(200);
		}
		try (Connection session = session("report")) {
			session.createStatement().execute("set search_path to public_01_customers, public");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> session.createStatement().execute("select * from customers"))
				.satisfies((failure) -> assertThat(failure.getMessage()).containsAnyOf("is a composite type",
						"cannot open relation"));
		}
	}

	private static void assertDone(CommandRun run) {
		assertThat(run.status()).as("%s %s", run.out(), run.err()).isZero();
	}

	private Connection session(String name) throws SQLException {
		PGSimpleDataSource dataSource = this.database.dataSource();
		dataSource.setApplicationName(name);
		return dataSource.getConnection();
	}

	private void show(String part, int release, String command, String... more) {
		CommandRun run = this.shop.command(release, command, more);
		assertThat(run.status()).as(run.out()).isNotZero();
		this.page.put(part, "console", this.shop.transcript(run, command, more));
	}

	@Test
	void everyHeadingQuotesTheSources() {
		String sources = SOURCES.stream()
			.map(Path::of)
			.flatMap(DocumentedSymptomsTests::literals)
			.collect(Collectors.joining("\n"));
		List<String> headings = Pattern.compile("(?m)^### `([^`]+)`")
			.matcher(this.page.text())
			.results()
			.map((MatchResult heading) -> heading.group(1))
			.toList();
		assertThat(headings).hasSizeGreaterThan(20);
		List<String> unknown = headings.stream()
			.flatMap((heading) -> Stream.of(heading.split("…|\"state\": ")))
			.map((fragment) -> fragment.replaceAll("^[ \".,;:]+|[ \".,;:]+$", ""))
			.filter((fragment) -> !OF_THE_SERVER.contains(fragment) && !sources.contains(fragment))
			.toList();
		assertThat(unknown).isEmpty();
	}

	/** Returns the texts of the Java files in a folder, as they are at run time. */
	private static Stream<String> literals(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.map(DocumentedSymptomsTests::literalsOf)
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String literalsOf(Path file) {
		try {
			return Files.readString(file)
				.replaceAll("\"\\s*\\+\\s*\"", "")
				.replaceAll("\\\\\n\\s*", "")
				.replace("\\\"", "\"")
				.replaceAll("\"?(%[sd]|\\{})\"?", "…");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
