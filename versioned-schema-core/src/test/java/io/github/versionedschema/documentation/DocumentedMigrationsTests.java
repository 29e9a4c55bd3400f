package io.github.versionedschema.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.failure.kind.VersionedSchemaException;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the examples of {@code docs/migrations.md}, {@code docs/lint.md} and the
 * pages in {@code docs/migrations} do what the pages say: the steps of the plan, what the
 * plan says, and the results of statements of both releases. With
 * {@code -Ddocs.write=true} these are written anew. A run has the examples of its
 * {@link Part}; only the first one of a page is aborted as well.
 */
@PostgresTest
class DocumentedMigrationsTests {

	static Stream<DocumentedMigration> examples() {
		return Part.ofThisRun().of(DocumentedMigration.all().toList());
	}

	static Stream<DocumentedMigration> firstsOfPages() {
		return Part.ofThisRun().inTurnOf(DocumentedMigration.all().filter((example) -> example.number() == 1).toList());
	}

	static Stream<DocumentedMigration> othersOfPages() {
		return DocumentedMigration.all().filter((example) -> example.number() > 1);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void doesWhatThePageSaysUntilItIsCompleted(DocumentedMigration example, TestDatabase database) {
		Release release = example.installed(database);
		Observed observed = observed(example, release, database);
		if (Boolean.getBoolean("docs.write")) {
			example.write(observed);
		}
		else {
			assertThat(example.text()).isEqualTo(example.text(observed));
		}
	}

	private static Observed observed(DocumentedMigration example, Release release, TestDatabase database) {
		try (VersionedSchema schema = example.newRelease(release)) {
			Plan plan = Objects.requireNonNull(schema.plan());
			try (Releases releases = new Releases(database, schema)) {
				schema.expand();
				List<Transcript> transcripts = new ArrayList<>();
				example.transcripts()
					.forEach((transcript) -> transcripts.add(new Transcript(transcript.run(releases))));
				if (!releases.isFinished()) {
					releases.complete();
				}
				return new Observed(messages(plan.findings(), Severity.WARNING), StepsTable.of(plan), transcripts);
			}
		}
		catch (InvalidPlanException ex) {
			return refused(example, ex, messages(ex.findings(), Severity.ERROR));
		}
		catch (VersionedSchemaException ex) {
			return refused(example, ex, ex.getMessage() + "\n");
		}
	}

	private static Observed refused(DocumentedMigration example, VersionedSchemaException refusal, String messages) {
		if (!example.hasMessages()) {
			throw refusal;
		}
		return new Observed(messages, "", List.of());
	}

	private static String messages(List<Finding> findings, Severity least) {
		return findings.stream()
			.filter((finding) -> finding.severity().compareTo(least) <= 0 || finding.acknowledged() != null)
			.map((finding) -> new Finding(finding.severity(), null, finding.message(), finding.advice(), finding.rule(),
					finding.acknowledged()) + "\n")
			.collect(Collectors.joining());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("firstsOfPages")
	void canBeAborted(DocumentedMigration example, TestDatabase database) {
		abort(example, database);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("othersOfPages")
	@Tag("soak")
	void othersCanBeAborted(DocumentedMigration example, TestDatabase database) {
		abort(example, database);
	}

	private static void abort(DocumentedMigration example, TestDatabase database) {
		Release release = example.installed(database);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema schema = example.newRelease(release); Releases releases = new Releases(database, schema)) {
			schema.expand();
			example.transcriptsBeforeComplete().forEach((transcript) -> transcript.run(releases));
			releases.abort();
		}
		catch (VersionedSchemaException ex) {
			assertThat(example.hasMessages()).isTrue();
		}
		if (example.leavesNoTrace()) {
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
		}
	}

}
