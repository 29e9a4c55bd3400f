package io.github.versionedschema.autoconfigure.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.UnattachedPool;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Follows {@code docs/adoption.md}: its commands, its output and its file.
 */
@PostgresTest
class AdoptionGuideTests {

	private static final Pattern BLOCK = Pattern.compile("```(\\w*)\\n(.*?)```", Pattern.DOTALL);

	private static final String FILE = "00_baseline.yaml";

	private final List<String> commands = new ArrayList<>();

	private String migration = "";

	private String output = "";

	private String refusal = "";

	private TestDatabase database;

	private Path folder;

	@BeforeEach
	void readPageAndRunFlyway(TestDatabase database, @TempDir Path folder) throws IOException {
		this.database = database;
		this.folder = folder;
		String page = Files.readString(Path.of("../docs/adoption.md"));
		Matcher blocks = BLOCK.matcher(page);
		while (blocks.find()) {
			String content = blocks.group(2);
			if (blocks.group(1).equals("yaml")) {
				this.migration = content;
			}
			else if (content.startsWith("$ ")) {
				this.commands.add(content.lines().findFirst().orElseThrow().substring(2));
				this.output = content.substring(content.indexOf('\n') + 1);
			}
			else if (content.startsWith("java ")) {
				this.commands.add(content.strip());
			}
			else {
				this.refusal = content.strip();
			}
		}
		Files.createDirectory(folder.resolve("flyway"));
		Files.createDirectory(folder.resolve("ours"));
		Files.writeString(folder.resolve("flyway/V1__customers.sql"),
				"create table customers (id bigint generated always as identity primary key, name text not null)");
		flyway();
		database.jdbc().sql("insert into customers (name) values ('Ann')").update();
	}

	/** What release 0 does when it starts. */
	private int flyway() {
		return Flyway.configure()
			.dataSource(this.database.dataSource())
			.locations("filesystem:" + this.folder.resolve("flyway"))
			.load()
			.migrate().migrationsExecuted;
	}

	/** Runs a command of the page, with its file in the folder of the migrations. */
	private CommandRun run(TestDatabase database, String command) {
		Path ours = this.folder.resolve("ours");
		List<String> arguments = new ArrayList<>(
				List.of("--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.user(),
						"--spring.datasource.password=" + database.password(),
						"--versioned-schema.locations=file:" + ours + "/"));
		Arrays.stream(command.split(" "))
			.filter((word) -> word.startsWith("--"))
			.map((word) -> word.replace(FILE, ours.resolve(FILE).toString()))
			.forEach(arguments::add);
		return CommandRun.of(Application.class, (spring) -> {
		}, arguments.toArray(String[]::new));
	}

	@Test
	void aDatabaseOfFlywayIsAdoptedAsThePageSays() throws IOException, SQLException {
		CatalogueSnapshot original = CatalogueSnapshot.of(this.database, "public");
		CommandRun written = run(this.database, this.commands.get(0));
		assertThat(written.out().replace(this.folder.resolve("ours") + "/", "")).isEqualTo(this.output);
		assertThat(Files.readString(this.folder.resolve("ours/" + FILE))).isEqualTo(this.migration);
		try (UnattachedPool old = new UnattachedPool(this.database.dataSource())) {
			assertThat(run(this.database, "--versioned-schema.command=expand").out())
				.contains("Version \"00_baseline\" is live");
			assertThat(CatalogueSnapshot.of(this.database, "public").changesSince(original)).isEmpty();
			assertThat(flyway()).isZero();
			Files.writeString(this.folder.resolve("ours/01_mail.yaml"),
					"operations: [{add_column: {table: customers, column: {name: mail, type: text, nullable: true}}}]");
			String[] parts = this.refusal.split(" … ");
			CommandRun refused = run(this.database, "--versioned-schema.command=expand");
			assertThat(refused.status()).isEqualTo(3);
			assertThat(refused.err()).contains(parts);
			CommandRun validated = run(this.database, "--versioned-schema.command=validate");
			assertThat(validated.status()).isEqualTo(2);
			assertThat(validated.out() + validated.err()).contains(parts);
			CommandRun planned = run(this.database, "--versioned-schema.command=plan");
			assertThat(planned.status()).isEqualTo(2);
			assertThat(planned.out() + planned.err()).contains(parts).contains("During expand");
			assertThat(CatalogueSnapshot.of(this.database, "public").changesSince(original)).isEmpty();
			assertThat(old.works()).isTrue();
		}
		assertThat(run(this.database, "--versioned-schema.command=expand").status()).isZero();
		assertThat(run(this.database, "--versioned-schema.command=complete").status()).isZero();
		assertThat(flyway()).isZero();
		assertThat(this.database.jdbc().sql("select name, mail from customers").query().listOfRows()).hasSize(1);
	}

	@Test
	void aFreshDatabaseGetsTheObjectsOfTheFile() {
		run(this.database, this.commands.get(0));
		this.database.jdbc().sql("drop table flyway_schema_history").update();
		CatalogueSnapshot original = CatalogueSnapshot.of(this.database, "public");
		try (TestDatabase fresh = this.database.server().createDatabase()) {
			assertThat(run(fresh, "--versioned-schema.command=expand").status()).isZero();
			assertThat(CatalogueSnapshot.of(fresh, "public").changesSince(original)).isEmpty();
		}
	}

	@Test
	void theFileIsRecordedByHand() {
		run(this.database, this.commands.get(0));
		this.database.jdbc().sql("alter table customers alter name drop not null").update();
		CommandRun refused = run(this.database, "--versioned-schema.command=expand");
		assertThat(refused.status()).isEqualTo(3);
		assertThat(refused.err()).contains("only in the file: name text not null", "only in the database: name text");
		assertThat(run(this.database, this.commands.get(1)).status()).isZero();
		assertThat(run(this.database, "--versioned-schema.command=status").out())
			.contains("\"00_baseline\", which can be used");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Application {

	}

}
