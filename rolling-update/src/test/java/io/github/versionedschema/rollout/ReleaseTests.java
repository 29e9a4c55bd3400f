package io.github.versionedschema.rollout;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ReleaseTests {

	private static final Path SAMPLE = Path.of(System.getProperty("rolling-update.sample"));

	private static final PersonName NAME = PersonName.ofParts("Mary Ann", "Smith");

	private final JsonMapper json = JsonMapper.shared();

	@ParameterizedTest
	@EnumSource
	void recognizesItsOwnCustomerAndNoOther(Release release) {
		JsonNode customer = this.json.valueToTree(release.customer("mary@example.org", NAME, "London"));
		assertThat(release.shows(customer, NAME, "London")).isTrue();
		assertThat(release.shows(customer, NAME, "Paris")).isFalse();
		assertThat(release.shows(customer, PersonName.ofFull("Mary Jones"), "London")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void recognizesItsOwnAmountAndNoOther(Release release) {
		JsonNode order = this.json.valueToTree(release.amount(1990));
		assertThat(release.shows(order, 1990)).isTrue();
		assertThat(release.shows(order, 1991)).isFalse();
		assertThat(release.shows(this.json.createObjectNode(), 1990)).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void isNamedAfterTheMigrationThatLeadsToIt(Release release) throws Exception {
		Path folder = SAMPLE.resolve("src/main/resources/db/versioned-schema").resolve(release.profile());
		try (var files = Files.list(folder)) {
			assertThat(files).singleElement()
				.satisfies((file) -> assertThat(file).hasFileName(release.version() + ".yaml"));
		}
	}

}
