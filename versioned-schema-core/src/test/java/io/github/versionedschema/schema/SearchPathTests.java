package io.github.versionedschema.schema;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SearchPathTests {

	@Test
	void readsNamesAsTheServerDoes() {
		assertThat(SearchPath.parse("\"$user\", public,Folded , \"Kept, \"\"as\"\" is\"").schemas())
			.containsExactly("$user", "public", "folded", "Kept, \"as\" is");
	}

	@Test
	void anEmptySettingHasNoSchemas() {
		assertThat(SearchPath.parse("").schemas()).isEmpty();
		assertThat(SearchPath.parse("\"\"").schemas()).isEmpty();
	}

	@Test
	void theVersionsSchemaComesFirstAndTheBaseSchemaStaysWhereItWas() {
		assertThat(path("\"$user\", public, extensions")).containsExactly("v", "$user", "public", "extensions");
		assertThat(path("extensions, public")).containsExactly("v", "extensions", "public");
	}

	@Test
	void theBaseSchemaIsAddedWhereItIsNotOnThePath() {
		assertThat(path("extensions")).containsExactly("v", "public", "extensions");
		assertThat(path("")).containsExactly("v", "public");
	}

	@Test
	void theSchemaOfTheRoleMayBeTheBaseSchema() {
		assertThat(SearchPath.parse("\"$user\", extensions").ofVersion("v", "app", "app").schemas())
			.containsExactly("v", "$user", "extensions");
	}

	private static List<String> path(String setting) {
		return SearchPath.parse(setting).ofVersion("v", "public", "app").schemas();
	}

}
