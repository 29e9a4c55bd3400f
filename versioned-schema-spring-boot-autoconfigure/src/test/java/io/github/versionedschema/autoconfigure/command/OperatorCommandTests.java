package io.github.versionedschema.autoconfigure.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.weaving.LoadTimeWeaverAware;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

@PostgresTest
class OperatorCommandTests {

	private static final List<String> created = Collections.synchronizedList(new ArrayList<>());

	private TestDatabase database;

	private MigrationFiles migrations;

	@BeforeEach
	void createMigrations(TestDatabase database, @TempDir Path folder) {
		created.clear();
		this.database = database;
		this.migrations = new MigrationFiles(folder).first();
	}

	private CommandRun run(String... args) {
		return run(Application.class, args);
	}

	private CommandRun run(Class<?> application, String... args) {
		return run(application, (spring) -> {
		}, args);
	}

	private CommandRun run(Class<?> application, Consumer<SpringApplication> customizer, String... args) {
		List<String> all = new ArrayList<>(List.of("--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=" + this.database.user(),
				"--spring.datasource.password=" + this.database.password(), "--" + this.migrations.property()));
		for (String arg : args) {
			all.add(arg.startsWith("spring") ? "--" + arg : "--versioned-schema." + arg);
		}
		return CommandRun.of(application, customizer, all.toArray(String[]::new));
	}

	private boolean tableExists() {
		return this.database.jdbc()
			.sql("select to_regclass('public.customers') is not null")
			.query(Boolean.class)
			.single();
	}

	@Test
	void statusShowsTheSearchPathOfEachVersion() {
		run("command=expand");
		CommandRun status = run("command=status");
		assertThat(status.status()).isZero();
		assertThat(status.out()).startsWith("Schema \"public\": steady\n")
			.contains("Version of this application: \"01_create_customers\", which can be used\n")
			.contains("Pending: nothing\n")
			.containsPattern(
					"01_create_customers +live +\\S+ +0 +\"public_01_create_customers\", \"\\$user\", \"public\"\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://localhost:54x32/db?user=u&password=geheim",
			"jdbc:postgresql://user:geheim@localhost/db", "jdbc:posgresql://localhost/db?password=geheim" })
	void showsNoPasswordOfAUrlThatIsWrong(String url) {
		for (String output : List.of("output=json", "output=text")) {
			for (String property : List.of("spring.datasource.url=", "datasource.url=")) {
				CommandRun failed = run("command=status", output, property + url,
						"spring.datasource.driver-class-name=org.postgresql.Driver");
				assertThat(failed.status()).isEqualTo(1);
				assertThat(failed.out() + failed.err()).contains("***").doesNotContain("geheim");
			}
		}
	}

	@Test
	void statusOfAnUntouchedDatabaseChangesNothing() {
		assertThat(run("command=status").out()).contains("untouched").contains("Pending: 01_create_customers");
		assertThat(this.database.jdbc()
			.sql("select to_regnamespace('versioned_schema') is null")
			.query(Boolean.class)
			.single()).isTrue();
	}

	@Test
	void writeBaselineWritesAFileThatTheSameDatabaseAndAFreshOneTake(@TempDir Path folder) throws IOException {
		this.database.jdbc()
			.sql("create table notes (id int generated always as identity primary key, note text); create operator family shapes using btree")
			.update();
		Path file = folder.resolve("00_baseline.yaml");
		CommandRun written = run("command=write-baseline", "baseline.file=" + file);
		assertThat(written.status()).isZero();
		assertThat(written.out()).isEqualTo("""
				Wrote 2 objects of schema "public" to %s. The database was not changed.
				Not in the file:
				  rows of tables
				  operator family public.shapes USING btree
				""".formatted(file));
		assertThat(run("command=write-baseline").out()).isEqualTo(Files.readString(file));
		JsonNode json = run("command=write-baseline", "output=json").json();
		assertThat(json.get("baseline").get("text").asString()).isEqualTo(Files.readString(file));
		CommandRun again = run("command=write-baseline", "baseline.file=" + file);
		assertThat(again.status()).isEqualTo(2);
		assertThat(again.err()).contains("exists already");
		assertThat(run("command=expand", "locations=file:" + folder + "/").status()).isZero();
		CommandRun status = run("command=status", "locations=file:" + folder + "/");
		assertThat(status.out()).contains("Pending: nothing").containsPattern("00_baseline +baseline");
	}

	@Test
	void planShowsItsSqlAsAScript() {
		run("command=expand");
		this.migrations.second();
		assertThat(run("command=plan", "sql=true").out()).contains("The SQL:", "==== EXPAND ====", "==== COMPLETE ====",
				"==== ABORT", "-- 1. ", "BEGIN;\n", "COMMIT;\n");
		assertThat(run("command=plan", "sql=true", "output=json").json().get("sql").asString())
			.contains("==== EXPAND ====");
		assertThat(run("command=plan", "output=json").json().has("sql")).isFalse();
	}

	@Test
	void validateOfARetiredReleaseSaysSo() {
		run("command=expand");
		String first = "version=01_create_customers";
		this.migrations.second();
		run("command=expand");
		run("command=complete");
		CommandRun validate = run("command=validate", first);
		assertThat(validate.status()).isEqualTo(2);
		assertThat(validate.out() + validate.err()).contains("\"01_create_customers\" was retired at");
		assertThat(run("command=plan", first).status()).isEqualTo(3);
	}

	@Test
	void planIsATableOfStepsWithTheirLocks() {
		run("command=expand");
		this.migrations.second();
		CommandRun plan = run("command=plan");
		assertThat(plan.status()).isZero();
		assertThat(plan.out()).contains("from version \"01_create_customers\" to version \"02_full_name\"")
			.contains("During expand:\n")
			.containsPattern("# +Phase +Table +Lock +Cost +Step\n")
			.containsPattern("\\d +contract +customers +ACCESS EXCLUSIVE on customers +- +contract customers")
			.contains("During complete:\n");
		assertThat(run("command=status").out()).contains("Pending: 02_full_name");
	}

	@Test
	void planAsJsonHasEveryStep() {
		JsonNode plan = run("command=plan", "output=json").json();
		assertThat(plan.get("command").asString()).isEqualTo("plan");
		assertThat(plan.get("outcome").asString()).isEqualTo("done");
		assertThat(plan.get("plan").get("to").asString()).isEqualTo("01_create_customers");
		assertThat(plan.get("plan").get("steps")).isNotEmpty()
			.allSatisfy((step) -> assertThat(step.propertyNames()).contains("id", "phase", "title", "lock", "scans",
					"rewrites", "action"));
	}

	@Test
	void planTellsAcknowledgedFindingsFromOthers() {
		run("command=expand");
		this.migrations.add("02_trim.yaml", """
				operations:
				  - sql: {up: update customers set name = trim(name), acknowledge: [changes_rows], reason: few rows}
				""");
		assertThat(run("command=plan").out())
			.containsPattern("Warning:\n +02_trim.yaml:2 operation 1 \\(sql\\): \\[without_down] ")
			.containsPattern(
					"Acknowledged:\n +02_trim.yaml:2 operation 1 \\(sql\\): \\[changes_rows] .* Acknowledged: few rows");
		JsonNode findings = run("command=plan", "output=json").json().get("findings");
		assertThat(findings)
			.extracting((finding) -> finding.path("rule").asString(""),
					(finding) -> finding.path("acknowledged").asString(""))
			.contains(tuple("changes_rows", "few rows"), tuple("without_down", ""));
		CommandRun refused = run("command=validate", "lint=fail", "output=json");
		assertThat(refused.status()).isEqualTo(2);
		assertThat(refused.json().get("findings")).singleElement()
			.satisfies((finding) -> assertThat(finding.get("rule").asString()).isEqualTo("without_down"));
	}

	@Test
	void nothingToPlanIsSaid() {
		run("command=expand");
		JsonNode plan = run("command=plan", "output=json").json();
		assertThat(plan.get("outcome").asString()).isEqualTo("nothing");
		assertThat(plan.get("message").asString()).isEqualTo("Nothing is pending.");
	}

	@Test
	void expandIsIdempotent() {
		JsonNode first = run("command=expand", "output=json").json();
		assertThat(first.get("outcome").asString()).isEqualTo("done");
		assertThat(first.get("changed").asBoolean()).isTrue();
		assertThat(first.get("status").get("usable").asBoolean()).isTrue();
		assertThat(tableExists()).isTrue();
		CommandRun second = run("command=expand", "output=json");
		assertThat(second.status()).isZero();
		assertThat(second.json().get("outcome").asString()).isEqualTo("nothing");
		assertThat(second.json().get("changed").asBoolean()).isFalse();
	}

	@Test
	void completeIsRefusedWhileSomebodyIsAttached() throws Exception {
		run("command=expand");
		PGSimpleDataSource first = this.database.dataSource();
		first.setCurrentSchema("public_01_create_customers, public");
		first.setApplicationName("old release");
		try (Connection session = first.getConnection()) {
			session.createStatement().execute("select versioned_schema.attach('01_create_customers')");
			this.migrations.second();
			assertThat(run("command=expand").status()).isZero();
			CommandRun refused = run("command=complete", "output=json");
			assertThat(refused.status()).isEqualTo(3);
			JsonNode error = refused.json().get("error");
			assertThat(error.get("type").asString()).isEqualTo("refused");
			assertThat(error.get("reason").asString()).isEqualTo("SESSIONS_ATTACHED");
			assertThat(error.get("details").toString()).contains("old release");
			assertThat(run("command=complete").err()).contains("complete refused: ").contains("old release");
			assertThat(run("command=complete", "force=true").status()).isZero();
		}
		assertThat(run("command=status").out()).contains("steady").containsPattern("01_create_customers +retired");
	}

	@Test
	void abortUndoes() {
		run("command=expand");
		this.migrations.second();
		run("command=expand");
		CommandRun abort = run("command=abort");
		assertThat(abort.status()).isZero();
		assertThat(abort.out()).contains("Version \"02_full_name\" was undone.").contains("Pending: 02_full_name");
		assertThat(run("command=abort", "output=json").json().get("outcome").asString()).isEqualTo("nothing");
	}

	@Test
	void completeImmediatelyDoesOneMigrationAfterTheOther() {
		this.migrations.second();
		this.database.jdbc().sql("create table existing (id int)").update();
		CommandRun run = run("command=expand", "complete-immediately=true");
		assertThat(run.status()).isZero();
		assertThat(run.out()).contains("Version \"01_create_customers\" is live")
			.contains("Only version \"01_create_customers\" is live now.")
			.contains("Version \"02_full_name\" is live")
			.contains("Only version \"02_full_name\" is live now.")
			.contains("Pending: nothing");
		assertThat(run("command=expand", "complete-immediately=true", "output=json").json().get("outcome").asString())
			.isEqualTo("nothing");
	}

	@Test
	void completeImmediatelyTellsWhatWasDoneBeforeItEnded() {
		this.migrations.add("02_missing.yaml", """
				operations:
				  - rename_column: { table: customers, from: nothing, to: full_name }
				""");
		CommandRun run = run("command=expand", "complete-immediately=true", "output=json");
		assertThat(run.status()).isEqualTo(2);
		assertThat(run.json().get("changed").asBoolean()).isTrue();
		assertThat(run.json().get("message").asString()).contains("Version \"01_create_customers\" is live.",
				"Then it ended: The migrations cannot be applied", "has no column \"nothing\"");
		assertThat(run.json().get("findings")).hasSize(1);
	}

	@Test
	void whatAFailureHasChangedIsNotGuessed() {
		run("command=expand");
		this.migrations.add("02_fails.yaml", """
				operations:
				  - add_column: { table: customers, column: { name: city, type: text, nullable: true } }
				  - sql: { up: "select 1 / (count(*) - 0) from customers", down: "select 1" }
				""");
		CommandRun run = run("command=expand", "output=json");
		assertThat(run.status()).isEqualTo(1);
		assertThat(run.json().has("changed")).isFalse();
		assertThat(run.json().get("error").get("type").asString()).isEqualTo("step-failed");
	}

	@Test
	void everyMistakeOfEveryFileIsFound() {
		this.migrations.add("02_bad.yaml", """
				operations:
				  - rename_column: { tabel: customers, from: name, to: full_name }
				  - no_such_thing: {}
				""");
		CommandRun run = run("command=validate", "output=json");
		assertThat(run.status()).isEqualTo(2);
		JsonNode json = run.json();
		assertThat(json.get("outcome").asString()).isEqualTo("invalid");
		assertThat(json.get("error").get("type").asString()).isEqualTo("invalid-migrations");
		assertThat(json.get("findings")).hasSizeGreaterThan(1)
			.allSatisfy((finding) -> assertThat(finding.get("file").asString()).isEqualTo("02_bad.yaml"));
		assertThat(json.get("findings").get(0).get("line").asInt()).isEqualTo(2);
		assertThat(run("command=expand").err()).contains("expand invalid: Nothing was changed", "02_bad.yaml:2");
		assertThat(tableExists()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "validate", "plan" })
	void whatDoesNotFitTheDatabaseIsFoundTogetherWithMistakesThatFollow(String command) {
		run("command=expand");
		this.migrations.add("02_missing.yaml", """
				operations:
				  - drop_column: { table: customers, column: nothing }
				""");
		this.migrations.add("03_bad.yaml", """
				operations:
				  - drop_column: { table: nowhere, column: a }
				  - rename_column: { tabel: customers, from: name, to: full_name }
				  - drop_column: { table: told_when_the_mistake_is_corrected, column: a }
				""");
		CommandRun run = run("command=" + command, "output=json");
		assertThat(run.status()).isEqualTo(2);
		assertThat(run.json().get("findings"))
			.extracting((finding) -> finding.get("file").asString(), (finding) -> finding.get("line").asInt())
			.startsWith(tuple("02_missing.yaml", 2), tuple("03_bad.yaml", 2), tuple("03_bad.yaml", 3))
			.doesNotContain(tuple("03_bad.yaml", 4));
	}

	@Test
	void completeWithKeepIsRevertedAndContracted() {
		run("command=expand");
		this.migrations.add("02_city.yaml",
				"operations: [{add_column: {table: customers, column: {name: city, type: text, nullable: true}}}]");
		run("command=expand");
		CommandRun complete = run("command=complete", "complete.keep=true", "output=json");
		assertThat(complete.status()).isZero();
		assertThat(complete.json().get("status").get("phase").asString()).isEqualTo("KEPT");
		assertThat(run("command=status").out()).contains("kept", "Next: Contract");
		assertThat(run("command=abort").status()).isEqualTo(3);
		assertThat(run("command=revert").out()).contains("is live again");
		assertThat(run("command=contract").status()).isEqualTo(3);
		assertThat(run("command=complete", "complete.keep=true").status()).isZero();
		assertThat(run("command=contract", "output=json").json().get("status").get("phase").asString())
			.isEqualTo("STEADY");
	}

	private void expandThreeVersions() {
		run("command=expand");
		this.migrations.second();
		run("command=expand");
		this.migrations.add("03_city.yaml",
				"operations: [{add_column: {table: customers, column: {name: city, type: text, nullable: true}}}]");
		run("command=expand");
	}

	private static List<String> states(CommandRun run) {
		List<String> states = new ArrayList<>();
		run.json().get("status").get("versions").forEach((version) -> states.add(version.get("state").asString()));
		return states;
	}

	@Test
	void completesUpToAVersion() {
		expandThreeVersions();
		assertThat(states(run("command=complete", "complete.to=02_full_name", "output=json")))
			.containsExactly("retired", "live", "live");
		assertThat(run("command=complete", "complete.to=02_full_name").out()).contains("No version before");
		assertThat(run("command=complete", "complete.to=01_create_customers").status()).isEqualTo(3);
		assertThat(states(run("command=complete", "output=json"))).containsExactly("retired", "retired", "live");
	}

	@Test
	void completeImmediatelyGoesOnAfterACompleteToATargetWasStopped() {
		this.database.jdbc().sql("create table done (id int constraint never check (false))").update();
		run("command=expand");
		this.migrations.add("02_done.yaml", "operations: [{sql: {up: insert into done values (1), onComplete: true}}]");
		run("command=expand");
		this.migrations.add("03_city.yaml",
				"operations: [{add_column: {table: customers, column: {name: city, type: text, nullable: true}}}]");
		run("command=expand");
		assertThat(run("command=complete", "complete.to=02_done").err()).contains("\"never\"");
		this.database.jdbc().sql("alter table done drop constraint never").update();
		CommandRun run = run("command=expand", "complete-immediately=true", "output=json");
		assertThat(run.json().get("message").asString()).isEqualTo("""
				These versions are live now: "02_done", "03_city".
				Only version "03_city" is live now.""");
		assertThat(states(run)).containsExactly("retired", "retired", "live");
	}

	@Test
	void completeImmediatelyResumesAnExpandThatWasStopped() {
		run("command=expand");
		this.database.jdbc().sql("create table done (id int constraint never check (false))").update();
		this.migrations.add("02_done.yaml", "operations: [{sql: {up: insert into done values (1)}}]");
		assertThat(run("command=expand", "undo-failed-expand=false").err()).contains("\"never\"",
				"What was done before is kept");
		this.database.jdbc().sql("alter table done drop constraint never").update();
		assertThat(run("command=expand", "complete-immediately=true", "output=json").json().get("message").asString())
			.isEqualTo("""
					Version "02_done" is live.
					Only version "02_done" is live now.""");
	}

	@Test
	void completeImmediatelyResumesMigrationsThatWereBegunTogether() {
		run("command=expand");
		this.database.jdbc().sql("create table done (id int constraint never check (false))").update();
		this.migrations.add("02_city.yaml",
				"operations: [{add_column: {table: customers, column: {name: city, type: text, nullable: true}}}]");
		this.migrations.add("03_done.yaml", "operations: [{sql: {up: insert into done values (1)}}]");
		run("command=expand", "undo-failed-expand=false");
		this.database.jdbc().sql("alter table done drop constraint never").update();
		assertThat(run("command=expand", "complete-immediately=true", "output=json").json().get("message").asString())
			.isEqualTo("""
					Version "03_done" is live.
					Only version "03_done" is live now.""");
	}

	@Test
	void keepsTheVersionsBeforeATarget() {
		expandThreeVersions();
		assertThat(states(run("command=complete", "complete.to=02_full_name", "complete.keep=true", "output=json")))
			.containsExactly("kept", "live", "live");
		this.migrations.add("04_more.yaml",
				"operations: [{add_column: {table: customers, column: {name: more, type: text, nullable: true}}}]");
		assertThat(states(run("command=expand", "output=json"))).containsExactly("kept", "live", "live", "live");
		assertThat(run("command=status").out()).contains("revert, which makes it live again", "or abort it",
				"versioned_schema.attach('<version>', 'public')");
		assertThat(states(run("command=revert", "output=json"))).containsExactly("live", "live", "live", "live");
	}

	@Test
	void abortsOneVersionAfterTheOther() {
		expandThreeVersions();
		assertThat(states(run("command=abort", "output=json"))).containsExactly("live", "live");
		assertThat(states(run("command=abort", "output=json"))).containsExactly("live");
	}

	@Test
	void refusesToCompleteWhileVersionsAreInUseAndListsTheirSessions() throws SQLException {
		expandThreeVersions();
		try (Connection first = attached("01_create_customers"); Connection second = attached("02_full_name")) {
			CommandRun refused = run("command=complete", "output=json");
			assertThat(refused.status()).isEqualTo(3);
			List<String> versions = new ArrayList<>();
			refused.json()
				.get("error")
				.get("details")
				.forEach((session) -> versions.add(session.get("version").asString()));
			assertThat(versions).containsExactly("01_create_customers", "02_full_name");
			assertThat(List.of(first.isValid(10), second.isValid(10))).containsOnly(true);
		}
	}

	private Connection attached(String version) throws SQLException {
		PGSimpleDataSource source = this.database.dataSource();
		source.setCurrentSchema("public_" + version + ", public");
		Connection session = source.getConnection();
		session.createStatement().execute("select versioned_schema.attach('" + version + "')");
		return session;
	}

	@Test
	void mistakesInFilesAreToldWhenTheDatabaseCannotBeAsked() {
		this.migrations.add("02_bad.yaml", "operations: [{no_such_thing: {}}]");
		CommandRun run = run("command=validate", "output=json", "datasource.url=jdbc:postgresql://nowhere.invalid/x");
		assertThat(run.json().get("error").get("type").asString()).isEqualTo("invalid-migrations");
	}

	@Test
	void whatDoesNotFitTheDatabaseIsFound() {
		run("command=expand");
		this.migrations.add("02_missing.yaml", """
				operations:
				  - rename_column: { table: customers, from: nothing, to: full_name }
				  - drop_table: { name: nowhere }
				""");
		for (String command : List.of("validate", "plan", "expand")) {
			CommandRun run = run("command=" + command, "output=json");
			assertThat(run.status()).as(command).isEqualTo(2);
			assertThat(run.json().get("findings")).as(command)
				.hasSize(2)
				.allSatisfy((finding) -> assertThat(finding.get("severity").asString()).isEqualTo("ERROR"));
		}
		assertThat(run("command=validate").err()).contains("02_missing.yaml:2").contains("02_missing.yaml:3");
	}

	@Test
	void validMigrationsAreSaidToBeValid() {
		CommandRun run = run("command=validate");
		assertThat(run.status()).isZero();
		assertThat(run.out()).startsWith("The migrations can be applied. Nothing was changed.");
		assertThat(tableExists()).isFalse();
	}

	@Test
	void validateNamesRowsThatCannotBeConverted() {
		run("command=expand");
		this.database.jdbc().sql("insert into customers values (7, 'Bartholomew')").update();
		this.migrations.add("02_short.yaml", """
				operations:
				  - alter_column: { table: customers, column: name, type: varchar(5) }
				""");
		CommandRun run = run("command=validate", "rows=true");
		assertThat(run.status()).isEqualTo(2);
		assertThat(run.err()).contains("02_short.yaml:2", "id=7: value too long for type character varying(5)");
	}

	@Test
	void verifyComparesLiveVersions() {
		run("command=expand");
		this.migrations.add("02_upper.yaml", """
				operations:
				  - alter_column: { table: customers, column: name, up: upper(name), down: lower(name) }
				""");
		run("command=expand");
		assertThat(run("command=verify").out()).startsWith("All values agree.");
	}

	@Test
	void verifyDoesNotSayThatAllIsWellWhereNothingWasCompared() {
		run("command=expand");
		CommandRun run = run("command=verify");
		assertThat(run.status()).isZero();
		assertThat(run.out()).startsWith("There is nothing to compare:");
	}

	@Test
	void fillGivesRowsWhatTheyLackSoThatCompleteGoesOn() {
		run("command=expand");
		this.migrations.add("02_upper.yaml", """
				operations:
				  - alter_column: { table: customers, column: name, up: upper(name), down: lower(name) }
				""");
		run("command=expand");
		assertThat(run("command=fill").out()).startsWith("No row lacks values of version \"02_upper\".");
		this.database.jdbc()
			.sql("alter table customers disable trigger all; insert into customers (id, name) values (2, 'bob'); "
					+ "alter table customers enable trigger all")
			.update();
		assertThat(run("command=complete").err()).contains("(1 row)", "\"fill\"");
		assertThat(run("command=fill").out()).startsWith("Filled: _vs_name of customers.");
		assertThat(run("command=complete").status()).isZero();
	}

	@Test
	void skipNeedsAStep() {
		assertThat(run("command=skip").err()).contains("--versioned-schema.step");
	}

	@Test
	void baselineNeedsAVersion() {
		assertThat(run("command=baseline").status()).isEqualTo(2);
		assertThat(run("command=baseline").err()).contains("--versioned-schema.baseline.version=<migration>");
	}

	@Test
	void baselineRecordsWhatIsThere() {
		this.database.jdbc().sql("create table customers (id int primary key, name text)").update();
		assertThat(run("command=baseline", "baseline.version=01_create_customers").status()).isZero();
		assertThat(run("command=status").out()).contains("Pending: nothing");
		assertThat(run("command=baseline", "baseline.version=99_nowhere", "output=json").status()).isEqualTo(2);
	}

	@Test
	void unknownCommandIsExplained() {
		CommandRun run = run("command=migrate", "output=json");
		assertThat(run.status()).isEqualTo(2);
		assertThat(run.json().get("error").get("message").asString()).contains("There is no command \"migrate\"")
			.contains(
					"status, validate, plan, expand, complete, revert, contract, abort, verify, fill, skip, baseline");
		assertThat(run("command=status", "output=xml").status()).isEqualTo(2);
	}

	@Test
	void devtoolsDoesNotRestartACommand() {
		System.clearProperty("spring.devtools.restart.enabled");
		assertThat(run("command=status").status()).isZero();
		assertThat(System.getProperty("spring.devtools.restart.enabled")).isEqualTo("false");
	}

	@Test
	void unknownOptionIsRefused() {
		CommandRun run = run("command=status", "output=json", "froce=true", "schema=public");
		assertThat(run.status()).isEqualTo(2);
		assertThat(run.json().get("error").get("type").asString()).isEqualTo("invalid-call");
		assertThat(run.json().get("message").asString())
			.startsWith("There is no option --versioned-schema.froce. Nothing was changed.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "force=yess", "lock-timeout=soon", "expand.on=sometimes", "lock-tries=many" })
	void valueThatDoesNotFitItsOptionIsRefused(String option) {
		CommandRun run = run("command=expand", "output=json", option);
		assertThat(run.status()).isEqualTo(2);
		assertThat(run.json().get("error").get("type").asString()).isEqualTo("invalid-call");
		assertThat(run.json().get("message").asString())
			.contains("versioned-schema." + option.substring(0, option.indexOf('=')))
			.contains(option.substring(option.indexOf('=') + 1));
		assertThat(tableExists()).isFalse();
	}

	@Test
	void missingFolderIsExplained() {
		CommandRun run = run("command=plan", "output=json", "locations=file:/no/such/folder");
		assertThat(run.status()).isEqualTo(2);
		assertThat(run.json().get("error").get("type").asString()).isEqualTo("missing-location");
		assertThat(run.json().get("message").asString()).contains("file:/no/such/folder");
	}

	@Test
	void unreachableDatabaseIsExplained() {
		CommandRun run = run("command=expand", "output=json",
				"datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere?connectTimeout=2");
		assertThat(run.status()).isEqualTo(1);
		assertThat(run.json().get("error").get("type").asString()).isEqualTo("unreachable");
		assertThat(run.json().get("outcome").asString()).isEqualTo("failed");
	}

	@Test
	void hostThatDoesNotExistIsNamed() {
		CommandRun run = run("command=status", "output=json", "datasource.url=jdbc:postgresql://nowhere.invalid/x");
		assertThat(run.status()).isEqualTo(1);
		assertThat(run.json().get("message").asString()).contains("(java.net.UnknownHostException: nowhere.invalid)")
			.doesNotContain("..");
	}

	@ParameterizedTest
	@ValueSource(classes = { Broken.class, Ambiguous.class, Unlinkable.class })
	void failureToBuildTheContextIsOneDocumentToo(Class<?> application) {
		CommandRun run = run(application, "command=status", "output=json");
		assertThat(run.status()).isEqualTo(1);
		assertThat(run.json().get("outcome").asString()).isEqualTo("failed");
		assertThat(run.json().get("error").get("message").asString()).isNotBlank();
	}

	@Test
	void failureOfAnInitializerIsOneDocumentToo() {
		assertFailed(run(Application.class, (spring) -> spring.addInitializers((context) -> {
			throw new IllegalStateException("This initializer is broken");
		}), "command=status", "output=json"), "This initializer is broken");
	}

	@ParameterizedTest
	@ValueSource(classes = { ApplicationEnvironmentPreparedEvent.class, ApplicationContextInitializedEvent.class,
			ApplicationPreparedEvent.class })
	void failureOfAListenerIsOneDocumentToo(Class<? extends SpringApplicationEvent> type) {
		assertFailed(run(Application.class, (spring) -> spring.addListeners((ApplicationListener<?>) (event) -> {
			if (type.isInstance(event)) {
				throw new IllegalStateException("This listener is broken");
			}
		}), "command=status", "output=json"), "This listener is broken");
	}

	@Test
	void brokenApplicationPropertiesAreOneDocumentToo(@TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("application.yml"), "spring:\n  a: [\n");
		assertFailed(run("command=status", "output=json", "spring.config.additional-location=file:" + folder + "/"),
				"line 3, column 1");
	}

	private static void assertFailed(CommandRun run, String message) {
		assertThat(run.status()).as(run.err()).isEqualTo(1);
		assertThat(run.json().get("outcome").asString()).isEqualTo("failed");
		assertThat(run.json().get("message").asString()).contains(message);
	}

	@Test
	void nothingAboveTheDataSourceIsConfigured() {
		assertThat(run(Configured.class, "command=status").status()).isZero();
		assertThat(created).contains("dataSource", "jdbcClient", "prometheusMeterRegistry")
			.doesNotContain("dispatcherServlet", "healthEndpoint", "jdbcMappingContext", "applicationTaskExecutor");
	}

	@Test
	void applicationWithoutADataSourceIsToldSo() {
		CommandRun run = run(Nothing.class, "command=status", "output=json");
		assertThat(run.status()).isEqualTo(2);
		assertThat(run.json().get("message").asString()).contains("The application needs a DataSource bean");
	}

	@Test
	void disabledIsToldSo() {
		assertThat(run("command=status", "enabled=false").err()).contains("versioned-schema.enabled must not be false");
	}

	@Test
	void nothingOfTheApplicationIsCreated() {
		assertThat(run("command=expand").status()).isZero();
		assertThat(created).isEmpty();
	}

	@Test
	void applicationThatWritesToStandardOutputDoesNotSpoilTheDocument() {
		CommandRun run = run(Noisy.class, (spring) -> spring.addListeners(
				(ApplicationListener<ApplicationStartingEvent>) (event) -> System.out.println("noise of a listener")),
				"command=expand", "output=json");
		assertThat(run.json().get("outcome").asString()).isEqualTo("done");
		assertThat(run.err()).contains("noise of a post-processor").contains("noise of a listener");
	}

	@Test
	void applicationWhoseArgumentsAreNoPropertiesStarts() {
		CommandRun run = run(Nothing.class, (spring) -> {
			spring.setAddCommandLineProperties(false);
			spring.addInitializers((context) -> System.out.println("started"));
		}, "command=status");
		assertThat(run.status()).isEqualTo(-1);
		assertThat(run.out()).contains("started");
	}

	@Test
	void clientWithoutTheStarterUsesThePathThatStatusPrints() throws Exception {
		run("command=expand");
		String path = searchPath("01_create_customers");
		try (Connection client = connect(path)) {
			attach(client, "01_create_customers");
			this.migrations.second();
			assertThat(run("command=expand").status()).isZero();
			client.createStatement().execute("insert into customers (id, name) values (1, 'Ann')");
			assertThat(run("command=complete").err()).contains("Version \"01_create_customers\" is still in use");
		}
		try (Connection client = connect(searchPath("02_full_name"))) {
			attach(client, "02_full_name");
			client.createStatement().execute("update customers set full_name = full_name || ' Smith'");
			assertThat(run("command=complete").status()).isZero();
		}
		try (Connection straggler = connect(path)) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> straggler.createStatement().execute("select name from customers"))
				.withMessageContainingAll("\"customers\"", "composite type");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> attach(straggler, "01_create_customers"))
				.withMessageContaining("version \"01_create_customers\" of schema \"public\" was retired")
				.withMessageContaining("Deploy a release for a live version: \"02_full_name\"");
		}
	}

	private String searchPath(String version) {
		return run("command=status", "output=json").json()
			.get("status")
			.get("versions")
			.valueStream()
			.filter((status) -> status.get("name").asString().equals(version))
			.map((status) -> status.get("searchPath").asString())
			.findFirst()
			.orElseThrow();
	}

	private Connection connect(String path) throws SQLException {
		Connection connection = DriverManager.getConnection(this.database.url(), this.database.user(),
				this.database.password());
		connection.createStatement().execute("set search_path to " + path);
		return connection;
	}

	private static void attach(Connection client, String version) throws SQLException {
		try (PreparedStatement attach = client.prepareStatement("select versioned_schema.attach(?)")) {
			attach.setString(1, version);
			attach.execute();
		}
	}

	@Test
	void systemPropertyIsACallAndAnApplicationsPropertyIsNot() {
		System.setProperty("versioned-schema.command", "status");
		try {
			assertThat(run().status()).isZero();
		}
		finally {
			System.clearProperty("versioned-schema.command");
		}
		CommandRun start = CommandRun.of(Nothing.class, Map.of("versioned-schema.command", "status"));
		assertThat(start.status()).isEqualTo(-1);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
			JdbcClientAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Application {

		@Bean
		Object service(JdbcClient jdbc) {
			created.add("service");
			return jdbc;
		}

		@Bean
		ApplicationRunner runner() {
			created.add("runner");
			return (args) -> created.add("run");
		}

		@Bean
		ApplicationListener<ApplicationReadyEvent> listener() {
			created.add("listener");
			return (event) -> created.add("event");
		}

		@Bean
		LoadTimeWeaverAware entityManagerFactory() {
			created.add("entityManagerFactory");
			return (loadTimeWeaver) -> created.add("loadTimeWeaver");
		}

		@Bean
		Executor bootstrapExecutor() {
			created.add("bootstrapExecutor");
			return Runnable::run;
		}

		@Bean
		SmartLifecycle lifecycle() {
			created.add("lifecycle");
			return new SmartLifecycle() {

				@Override
				public void start() {
					created.add("start");
				}

				@Override
				public void stop() {
				}

				@Override
				public boolean isRunning() {
					return false;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Noisy {

		@Bean
		static BeanFactoryPostProcessor postProcessor() {
			System.out.println("noise of a post-processor");
			return (beanFactory) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Broken {

		@Bean
		static BeanFactoryPostProcessor postProcessor() {
			throw new IllegalStateException("This application is broken");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class })
	static class Ambiguous {

		@Bean
		DataSource one() {
			return new HikariDataSource();
		}

		@Bean
		DataSource two() {
			return new HikariDataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(VersionedSchemaAutoConfiguration.class)
	static class Unlinkable {

		@Bean
		DataSource dataSource() {
			throw new NoClassDefFoundError("com/example/Missing");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configured {

		@Bean
		static BeanFactoryPostProcessor definitions() {
			return (beanFactory) -> created.addAll(List.of(beanFactory.getBeanDefinitionNames()));
		}

	}

}
