package io.github.versionedschema.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how properties are bound.
 */
class VersionedSchemaPropertiesTests {

	@Test
	void aBlankValueIsNotSet() {
		VersionedSchemaProperties properties = bind(Map.of("versioned-schema.schema", "", "versioned-schema.version",
				" ", "versioned-schema.application-role", "", "versioned-schema.pin", ""));
		assertThat(properties).isEqualTo(bind(Map.of()));
		assertThat(properties.schema()).isEqualTo("public");
		assertThat(properties.version()).isNull();
	}

	@Test
	void aBlankValueOfANamedSchemaIsNotSet() {
		VersionedSchemaProperties common = bind(
				Map.of("versioned-schema.application-role", "app", "versioned-schema.schemas.billing.schema", "",
						"versioned-schema.schemas.billing.version", "", "versioned-schema.schemas.billing.locations",
						"", "versioned-schema.schemas.billing.application-role", ""));
		NamedSchemaProperties named = common.schemas().get("billing");
		assertThat(named).isNotNull();
		VersionedSchemaProperties billing = named.in("billing", common);
		assertThat(billing.schema()).isEqualTo("billing");
		assertThat(billing.version()).isNull();
		assertThat(billing.applicationRole()).isEqualTo("app");
		assertThat(billing.locations()).containsExactly("classpath:db/versioned-schema/billing/");
	}

	@Test
	void aBlankNameOfTheDefaultSchemaMakesNone() {
		MockEnvironment environment = new MockEnvironment().withProperty("versioned-schema.schema", "")
			.withProperty("versioned-schema.schemas.billing.schema", "billing");
		assertThat(ConfiguredSchemas.in(environment).names()).containsExactly("billing");
	}

	private static VersionedSchemaProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("versioned-schema",
				VersionedSchemaProperties.class);
	}

}
