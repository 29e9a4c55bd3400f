package io.github.versionedschema.autoconfigure.documentation;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.VersionedSchemaProperties;
import io.github.versionedschema.autoconfigure.VersionedSchemaProperties.ExpandOn;
import io.github.versionedschema.autoconfigure.support.DocumentedPage;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the manifests on {@code docs/rolling-out.md}: an application that is started with
 * the environment of the Deployment answers its probes, and the arguments of the others
 * are commands.
 */
@PostgresTest
class DocumentedManifestsTests {

	/** The name that Spring Boot expects of a source with names of this form. */
	private static final String SOURCE = "manifest-systemEnvironment";

	private static final DocumentedPage PAGE = DocumentedPage.of("rolling-out.md");

	private final HttpClient http = HttpClient.newHttpClient();

	/** Returns the manifests, as maps and lists. */
	private static List<Object> manifests() {
		return PAGE.blocks("yaml").stream().<Object>map((block) -> new Yaml().load(block)).toList();
	}

	private static Stream<Object> nodes(Object root) {
		Stream<?> children = (root instanceof Map<?, ?> map) ? map.values().stream()
				: (root instanceof List<?> list) ? list.stream() : Stream.empty();
		return Stream.concat(Stream.of(root), children.flatMap(DocumentedManifestsTests::nodes));
	}

	private static Stream<Map<?, ?>> maps(Object root) {
		return nodes(root).filter((node) -> node instanceof Map).map((node) -> (Map<?, ?>) node);
	}

	private static Map<String, Object> environment(Object root) {
		Map<String, Object> environment = new LinkedHashMap<>();
		maps(root).filter((node) -> node.get("env") instanceof List)
			.flatMap((node) -> ((List<?>) node.get("env")).stream())
			.map((variable) -> (Map<?, ?>) variable)
			.forEach((variable) -> environment.put(String.valueOf(variable.get("name")), variable.get("value")));
		return environment;
	}

	@Test
	void everyManifestHasAKnownKind() {
		assertThat(manifests().stream().map((manifest) -> String.valueOf(((Map<?, ?>) manifest).get("kind"))).toList())
			.containsExactly("Deployment", "Secret", "null", "Job", "Job");
	}

	@Test
	void theArgumentsAreCommands() {
		List<Object> arguments = manifests().stream()
			.flatMap(DocumentedManifestsTests::maps)
			.filter((node) -> node.containsKey("args"))
			.flatMap((node) -> ((List<?>) node.get("args")).stream())
			.<Object>map((argument) -> argument)
			.toList();
		assertThat(arguments).containsExactly("--versioned-schema.command=expand", "--versioned-schema.command=expand",
				"--versioned-schema.command=complete");
	}

	@Test
	void theInitContainerLetsTheApplicationNeverExpand() {
		SystemEnvironmentPropertySource source = new SystemEnvironmentPropertySource(SOURCE,
				environment(manifests().get(2)));
		VersionedSchemaProperties properties = new Binder(ConfigurationPropertySources.from(source))
			.bindOrCreate("versioned-schema", VersionedSchemaProperties.class);
		assertThat(properties.expand().on()).isEqualTo(ExpandOn.NEVER);
	}

	@Test
	void theDeploymentAnswersItsProbes(TestDatabase database, @TempDir Path folder) throws Exception {
		Object deployment = manifests().get(0);
		Map<String, Object> environment = environment(deployment);
		Map<?, ?> secret = (Map<?, ?>) ((Map<?, ?>) manifests().get(1)).get("stringData");
		assertThat(secret.keySet()).map(String::valueOf)
			.containsExactlyInAnyOrder("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME",
					"SPRING_DATASOURCE_PASSWORD");
		environment.putAll(Map.of("SPRING_DATASOURCE_URL", database.url(), "SPRING_DATASOURCE_USERNAME",
				database.user(), "SPRING_DATASOURCE_PASSWORD", database.password()));
		List<String> paths = maps(deployment).filter((node) -> node.containsKey("httpGet"))
			.map((node) -> String.valueOf(((Map<?, ?>) node.get("httpGet")).get("path")))
			.toList();
		assertThat(paths).hasSize(3);
		try (ConfigurableApplicationContext application = start(environment, new MigrationFiles(folder).first())) {
			for (String path : paths) {
				assertThat(send(application, "GET", path).statusCode()).as(path).isEqualTo(200);
			}
			assertThat(application.getEnvironment().getProperty("management.endpoint.health.group.readiness.include"))
				.contains("versionedSchema");
			assertThat(send(application, "GET", "/actuator/schema-versions").body()).contains("\"writesAllowed\":true");
			assertThat(send(application, "POST", "/actuator/schema-versions/abort").statusCode()).isEqualTo(200);
		}
	}

	private static ConfigurableApplicationContext start(Map<String, Object> environment, MigrationFiles migrations) {
		return new SpringApplicationBuilder(Application.class).registerShutdownHook(false)
			.initializers((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource(SOURCE, environment)))
			.properties("server.port=0", "server.address=127.0.0.1", "spring.flyway.enabled=false",
					"spring.liquibase.enabled=false", "management.endpoint.health.probes.enabled=true",
					migrations.property())
			.run();
	}

	private HttpResponse<String> send(ConfigurableApplicationContext application, String method, String path)
			throws Exception {
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		return this.http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.method(method, BodyPublishers.noBody())
			.build(), BodyHandlers.ofString());
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = HibernateJpaAutoConfiguration.class)
	static class Application {

	}

}
