package io.github.versionedschema.damage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.cases.TestFile;
import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.syntax.MigrationFormats;
import tools.jackson.databind.json.JsonMapper;

/**
 * Valid migration files of one format.
 */
enum ValidFiles {

	/** This library's format as YAML. */
	YAML("yaml"),

	/** This library's format as JSON. */
	JSON("json"),

	/** Reshape's format as TOML. */
	RESHAPE_TOML("toml"),

	/** Reshape's format as JSON. */
	RESHAPE_JSON("json");

	private final String extension;

	ValidFiles(String extension) {
		this.extension = extension;
	}

	/** Returns a file name of the format. */
	String fileName() {
		return "02_damaged." + this.extension;
	}

	/** Returns the texts of the files. */
	List<String> texts() {
		return switch (this) {
			case YAML -> operations().toList();
			case JSON -> operations().map((text) -> json("a.yaml", text)).toList();
			case RESHAPE_TOML -> actions().toList();
			case RESHAPE_JSON ->
				Stream.concat(actions().map((text) -> json("a.toml", text)), resources("reshape/*.json")).toList();
		};
	}

	private static Stream<String> operations() {
		return Stream.concat(resources("migrations/every-key.yaml"),
				Stream.of("changes", "round-trips")
					.flatMap(CaseFile::all)
					.flatMap((file) -> file.migrations().stream())
					.map(ValidFiles::yaml));
	}

	private static Stream<String> actions() {
		return Stream.concat(resources("migrations/every-reshape-key.toml"), resources("reshape/*.toml"));
	}

	/** Returns the YAML file with these operations. */
	static String yaml(String operations) {
		return "operations:\n" + operations.indent(2);
	}

	/** Returns the content of a file as JSON. */
	static String json(String fileName, String text) {
		FileProblems problems = new FileProblems(fileName, null, new ArrayList<>());
		return JsonMapper.builder()
			.build()
			.writerWithDefaultPrettyPrinter()
			.writeValueAsString(Objects
				.requireNonNull(Objects.requireNonNull(new MigrationFormats().of(fileName)).get().read(text, problems))
				.toJson());
	}

	private static Stream<String> resources(String pattern) {
		return TestFile.all(pattern).map(TestFile::text);
	}

}
