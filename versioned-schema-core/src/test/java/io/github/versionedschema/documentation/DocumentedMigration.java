package io.github.versionedschema.documentation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.TestDatabase;

/**
 * An example of the pages about migration files: one file, or several with their names,
 * then what the pages say about it.
 *
 * @param page its page
 * @param number its place on the page, from 1
 * @param given the schema with which it starts
 * @param parts its files and what follows them, in the order of the page
 */
record DocumentedMigration(Page page, int number, String given, List<Part> parts) {

	private static final Page OVERVIEW = Page.of("migrations.md");

	/** Returns all examples, page by page. */
	static Stream<DocumentedMigration> all() {
		return Stream.of(Stream.of(OVERVIEW, Page.of("lint.md")), Page.in("migrations").stream())
			.flatMap((pages) -> pages)
			.flatMap(DocumentedMigration::of);
	}

	private static Stream<DocumentedMigration> of(Page page) {
		List<DocumentedMigration> examples = new ArrayList<>();
		String overview = OVERVIEW.parts().stream().filter(Part::isSchema).findFirst().orElseThrow().content();
		String given = overview;
		boolean open = false;
		for (Part part : page.parts()) {
			if (part.isHeading() || part.isSchema()) {
				given = part.isSchema() ? part.content() : overview;
				open = false;
			}
			else if (part.isMigration() && !(open && part.isNamed() && last(examples).hasOnlyFiles())) {
				examples.add(new DocumentedMigration(page, examples.size() + 1, given, new ArrayList<>(List.of(part))));
				open = true;
			}
			else if (open) {
				last(examples).parts().add(part);
			}
		}
		return examples.stream();
	}

	private static DocumentedMigration last(List<DocumentedMigration> examples) {
		return examples.get(examples.size() - 1);
	}

	private boolean hasOnlyFiles() {
		return this.parts.stream().allMatch(Part::isNamed);
	}

	/** Installs the old release. */
	Release installed(TestDatabase database) {
		return Release.installed(database,
				new Change(toString(), this.given, operations(files().get(0)), List.of(), List.of()));
	}

	/** Returns the engine of the new release, which has all files. */
	VersionedSchema newRelease(Release release) {
		return (files().size() == 1) ? release.second() : release.third(operations(files().get(1)));
	}

	private List<Part> files() {
		return this.parts.stream().filter(Part::isMigration).toList();
	}

	private static String operations(Part file) {
		return file.content().substring(file.content().indexOf("operations:\n") + "operations:\n".length());
	}

	/** PostgreSQL cannot remove a value of an enum. */
	boolean leavesNoTrace() {
		return files().stream()
			.map(Part::content)
			.noneMatch((file) -> file.contains("add_value") && !file.contains("down"));
	}

	/** Returns whether the page has what the command {@code plan} says. */
	boolean hasMessages() {
		return this.parts.stream().anyMatch(Part::isMessages);
	}

	/** Returns the statements of its releases. */
	List<Transcript> transcripts() {
		return this.parts.stream().filter(Part::isTranscript).map((part) -> new Transcript(part.content())).toList();
	}

	/** Returns the statements of its releases before the migration is completed. */
	List<Transcript> transcriptsBeforeComplete() {
		List<Transcript> transcripts = new ArrayList<>();
		for (Transcript transcript : transcripts()) {
			transcripts.add(transcript.beforeComplete());
			if (transcript.completes()) {
				break;
			}
		}
		return transcripts;
	}

	/** Returns what the page says, beginning with the files. */
	String text() {
		return this.parts.stream().map(Part::text).collect(Collectors.joining("\n"));
	}

	/** Returns what the page should say. */
	String text(Observed observed) {
		return String.join("\n", texts(observed).values());
	}

	/** Writes what the page should say. */
	void write(Observed observed) {
		Page now = this.page.readAgain();
		DocumentedMigration example = of(now).skip(this.number - 1).findFirst().orElseThrow();
		now.write(example.texts(observed));
	}

	private Map<Part, String> texts(Observed observed) {
		Map<Part, String> texts = new LinkedHashMap<>();
		Iterator<Transcript> transcripts = observed.transcripts().iterator();
		for (Part part : this.parts) {
			if (part.isSteps()) {
				texts.put(part, observed.steps());
			}
			else if (part.isMessages()) {
				texts.put(part, part.with(observed.messages()));
			}
			else {
				texts.put(part, part.isTranscript() ? part.with(transcripts.next().text()) : part.text());
			}
		}
		if (this.parts.stream().noneMatch(Part::isSteps) && !observed.steps().isEmpty()) {
			texts.computeIfPresent(files().get(files().size() - 1), (file, text) -> text + "\n" + observed.steps());
		}
		return texts;
	}

	@Override
	public String toString() {
		return this.page.file().getFileName() + ", example " + this.number;
	}

}
