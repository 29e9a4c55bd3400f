package io.github.versionedschema.lint;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests which findings a plan has: files of the folder {@code lint}.
 */
@PostgresTest
class LintTests {

	static Stream<CaseFile> cases() {
		return CaseFile.all("lint");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cases")
	void aPlanSaysWhatIsRiskyAndWhatIsAcknowledged(CaseFile file, TestDatabase database) {
		Release release = release(file, database);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		List<Finding> findings = plan(release).findings();
		assertThat(findings).filteredOn(Finding::isOpen)
			.extracting((finding) -> operation(finding) + " " + finding.rule())
			.containsExactlyInAnyOrderElementsOf(file.texts("findings"));
		assertThat(findings).filteredOn(Finding::isOpen).extracting(Finding::advice).doesNotContainNull();
		assertThat(texts(file, "messages")).allSatisfy((expected) -> assertThat(findings).filteredOn(Finding::isOpen)
			.extracting((finding) -> operation(finding) + ": " + finding.message())
			.anyMatch((message) -> says(message, expected)));
		assertThat(findings).filteredOn((finding) -> finding.acknowledged() != null)
			.allSatisfy((finding) -> assertThat(finding.severity()).isEqualTo(Severity.NOTE))
			.extracting((finding) -> operation(finding) + " " + finding.rule() + ": " + finding.acknowledged())
			.containsExactlyInAnyOrderElementsOf(texts(file, "acknowledged"));
		assertThat(findings).filteredOn((finding) -> finding.message().contains("there is no such finding"))
			.extracting((finding) -> operation(finding) + " " + finding.message().split("acknowledges |,")[1])
			.containsExactlyInAnyOrderElementsOf(texts(file, "unused"));
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	@Test
	void findingsThatAreNotAcknowledgedRefuseAPlanIfToldTo(TestDatabase database) {
		CaseFile file = cases().filter((some) -> some.name().equals("acknowledged")).findFirst().orElseThrow();
		Release release = release(file, database).refusingFindings();
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			InvalidPlanException refusal = catchThrowableOfType(InvalidPlanException.class, second::expand);
			assertThat(refusal.findings()).extracting((finding) -> operation(finding) + " " + finding.rule())
				.containsExactlyInAnyOrderElementsOf(file.texts("findings"));
			assertThat(refusal)
				.hasMessageContaining(
						"02_new.yaml:3 operation 2 (sql): [changes_rows] UPDATE changes rows in one transaction.")
				.hasMessageContaining("Or accept it: acknowledge: [changes_rows], with a reason.");
			assertThat(second.validate(false)).filteredOn((finding) -> finding.severity() == Severity.ERROR).hasSize(2);
		}
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	@Test
	void sqlThatTakesLongIsJudgedByItsText(TestDatabase database) {
		Release release = Release.installed(database,
				new Change("long",
						"create table a (id int); create function slow(n int) returns int language plpgsql as "
								+ "'begin perform pg_sleep(3); return n; end'; insert into a values (1)",
						"- sql: {up: alter table a alter id type bigint using slow(id), down: select 1}", List.of(),
						List.of()));
		assertThat(plan(release).findings()).filteredOn(Finding::isOpen)
			.extracting(Finding::rule)
			.containsExactly("locks_table");
	}

	@Test
	void viewsAndTriggersOfLiveVersionsAreNoObjectsOfTheUser(TestDatabase database) {
		Release release = Release.installed(database,
				new Change("live", "create table a (id int primary key, n int); create view seen as select id from a",
						"- alter_column: {table: a, column: n, type: text, up: n::text, down: n::int}", List.of(),
						List.of()));
		release.run(Transition.EXPAND);
		try (VersionedSchema third = release.third("- sql: {up: drop table a cascade, down: select 1}")) {
			assertThat(Objects.requireNonNull(third.plan()).findings()).filteredOn(Finding::isOpen)
				.extracting(Finding::message)
				.anySatisfy((message) -> assertThat(message).startsWith("The SQL drops table \"a\", which"))
				.anySatisfy((message) -> assertThat(message)
					.startsWith("The SQL drops, moves or renames view \"seen\", which"));
		}
	}

	/** The operation's number, and a part of the message. */
	private static boolean says(String message, String expected) {
		String[] parts = expected.split(": ", 2);
		return message.startsWith(parts[0] + ": ") && message.contains(parts[1]);
	}

	private static List<String> texts(CaseFile file, String key) {
		return file.needs().containsKey(key) ? file.texts(key) : List.of();
	}

	private static Release release(CaseFile file, TestDatabase database) {
		return Release.installed(database,
				new Change(file.name(), file.text("given"), file.migrations().get(0), List.of(), List.of()));
	}

	private static Plan plan(Release release) {
		try (VersionedSchema second = release.second()) {
			return Objects.requireNonNull(second.plan());
		}
	}

	private static int operation(Finding finding) {
		return Objects.requireNonNull(finding.source()).index();
	}

}
