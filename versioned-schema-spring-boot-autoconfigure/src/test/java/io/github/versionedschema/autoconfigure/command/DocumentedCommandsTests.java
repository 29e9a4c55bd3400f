package io.github.versionedschema.autoconfigure.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.support.DocumentedPage;
import io.github.versionedschema.autoconfigure.support.Shop;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes or checks the commands and their output on {@code docs/commands.md}.
 */
@PostgresTest
class DocumentedCommandsTests {

	private final DocumentedPage page = DocumentedPage.of("commands.md");

	private TestDatabase database;

	private Shop shop;

	@Test
	void printAsDocumented(TestDatabase database, @TempDir Path folder) throws Exception {
		this.database = database;
		this.shop = new Shop(database, folder);
		this.shop.command(1, "expand");
		database.jdbc().sql("insert into customers values (1, 'Ann Smith')").update();
		show("validate", 2, "validate");
		show("plan", 2, "plan");
		show("expand", 2, "expand");
		try (Connection session = sessionOfTheFirstRelease()) {
			assertThat(session.isValid(10)).isTrue();
			show("status", 2, "status");
			show("complete-refused", 2, "complete");
			show("json", 2, "complete", "output=json");
		}
		show("verify", 2, "verify");
		show("keep", 2, "complete", "complete.keep=true");
		show("complete", 2, "contract");
		show("nothing", 2, "complete");
		show("no-step", 2, "skip");
		Files.writeString(folder.resolve("03_mistake.yaml"), """
				operations:
				  - drop_column: {table: customers, column: fullname}
				""");
		show("invalid", 3, "validate");
		this.page.check();
	}

	@Test
	void everyCommandIsInTheTable() {
		String table = this.page.text().substring(0, this.page.text().indexOf("## What runs"));
		List<String> named = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
			.matcher(table)
			.results()
			.map((MatchResult row) -> row.group(1))
			.toList();
		assertThat(named)
			.containsExactlyElementsOf(Stream.of(OperatorCommand.values()).map(OperatorCommand::toString).toList());
	}

	@Test
	void everyExitStatusIsInTheTable() {
		assertThat(Pattern.compile("(?m)^\\| ([0-9]+) \\|")
			.matcher(this.page.text())
			.results()
			.map((MatchResult row) -> Integer.valueOf(row.group(1)))
			.toList()).containsExactly(0, 1, 2, 3, 143);
		assertThat(Stream.of(CommandResult.Outcome.values()).map(CommandResult.Outcome::exitStatus).distinct())
			.containsExactly(0, 1, 2, 3);
	}

	private Connection sessionOfTheFirstRelease() throws Exception {
		PGSimpleDataSource first = this.database.dataSource();
		first.setCurrentSchema("public_01_customers, public");
		first.setApplicationName("shop release 1");
		Connection session = first.getConnection();
		session.createStatement().execute("select versioned_schema.attach('01_customers')");
		return session;
	}

	private void show(String part, int release, String command, String... more) {
		CommandRun run = this.shop.command(release, command, more);
		this.page.put(part, "console", this.shop.transcript(run, command, more));
	}

}
