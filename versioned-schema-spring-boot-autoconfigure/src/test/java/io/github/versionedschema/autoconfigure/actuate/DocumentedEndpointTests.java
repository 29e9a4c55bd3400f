package io.github.versionedschema.autoconfigure.actuate;

import java.lang.reflect.RecordComponent;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.versionedschema.autoconfigure.support.DocumentedPage;
import io.github.versionedschema.autoconfigure.support.Shop;
import io.github.versionedschema.event.Progress;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes or checks the requests and answers on {@code docs/endpoint.md} and
 * {@code docs/rolling-back.md}, which come from running applications.
 */
@PostgresTest
class DocumentedEndpointTests {

	private static final String STATUS = "schema-versions";

	private final DocumentedPage page = DocumentedPage.of("endpoint.md");

	private final DocumentedPage rollingBack = DocumentedPage.of("rolling-back.md");

	private final Set<String> fields = new LinkedHashSet<>();

	private Shop shop;

	@Test
	void answersAsDocumented(TestDatabase database, @TempDir Path folder) {
		try (Shop started = new Shop(database, folder)) {
			this.shop = started;
			startBothReleases();
			whileBothReleasesRun();
			abort();
			this.shop.start(2);
			this.shop.stop(1);
			keepAndRevert();
			complete();
		}
		this.page.check();
		this.rollingBack.check();
		assertThat(explainedFields()).containsExactlyInAnyOrderElementsOf(this.fields);
	}

	private void startBothReleases() {
		this.shop.start(1);
		this.shop.sql(1, "insert into customers values (1, 'Ann Smith') returning id");
		this.shop.start(2);
	}

	private void whileBothReleasesRun() {
		show("get", 2, "GET", STATUS);
		collectFields();
		show("complete-refused", 2, "POST", STATUS + "/complete");
		show("complete-refused-dry-run", 2, "POST", STATUS + "/complete/dry-run");
		show("complete-force-dry-run", 2, "POST", STATUS + "/complete/force/dry-run");
		show("verify", 2, "POST", STATUS + "/verify");
		show("pause", 2, "POST", STATUS + "/pause");
		show("resume", 2, "POST", STATUS + "/resume");
		show("fill", 2, "POST", STATUS + "/fill");
		show("skip", 2, "POST", STATUS + "/skip/contract.customers");
		show("unknown", 2, "POST", STATUS + "/cancel");
	}

	private void abort() {
		show("abort-refused", 2, "POST", STATUS + "/abort");
		this.rollingBack.put("abort-refused", "console", this.shop.exchange(2, "POST", STATUS + "/abort"));
		show("abort-refused-dry-run", 2, "POST", STATUS + "/abort/dry-run");
		this.shop.stop(2);
		String dryRun = this.shop.exchange(1, "POST", STATUS + "/abort/dry-run");
		String abort = this.shop.exchange(1, "POST", STATUS + "/abort");
		this.shop.awaitPhase(1, "STEADY");
		this.page.put("abort", "console", dryRun + abort);
		this.rollingBack.put("abort", "console", dryRun + abort);
		show("abort-nothing", 1, "POST", STATUS + "/abort");
	}

	private void keepAndRevert() {
		show("keep", 2, "POST", STATUS + "/complete/keep/dry-run", STATUS + "/complete/keep");
		String dryRun = this.shop.exchange(2, "POST", STATUS + "/contract/dry-run");
		String revert = this.shop.exchange(2, "POST", STATUS + "/revert");
		this.page.put("contract-dry-run", "console", dryRun);
		this.page.put("revert", "console", revert);
		this.rollingBack.put("revert", "console", revert);
		show("contract-refused", 2, "POST", STATUS + "/contract");
	}

	private void complete() {
		show("complete", 2, "POST", STATUS + "/complete/dry-run", STATUS + "/complete");
		this.shop.awaitPhase(2, "STEADY");
		this.page.put("last-action", "json", lastAction());
		show("complete-nothing", 2, "POST", STATUS + "/complete");
	}

	private void show(String part, int release, String method, String... paths) {
		StringBuilder exchanges = new StringBuilder();
		Stream.of(paths).forEach((path) -> exchanges.append(this.shop.exchange(release, method, path)));
		this.page.put(part, "console", exchanges.toString());
	}

	private JsonNode status() {
		HttpResponse<String> response = this.shop.send(2, "GET", STATUS);
		return JsonMapper.shared().readTree(response.body());
	}

	private String lastAction() {
		return "\"lastAction\" : " + this.shop.stable()
			.of(JsonMapper.builder()
				.enable(SerializationFeature.INDENT_OUTPUT)
				.build()
				.writeValueAsString(status().get("lastAction")));
	}

	/**
	 * The fields of the answer, those that are null included; the fields of the elements
	 * of an array with the name of the array.
	 */
	private void collectFields() {
		collectFields("", status());
		this.fields.addAll(List.of("toAllowWrites", "lastAction"));
		this.fields.addAll(components("progress.", Progress.class));
	}

	private void collectFields(String prefix, JsonNode node) {
		node.properties().forEach((property) -> {
			String name = prefix + property.getKey();
			this.fields.add(name);
			JsonNode value = property.getValue();
			if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
				value.forEach((element) -> collectFields(name + ".", element));
			}
		});
	}

	private static List<String> components(String prefix, Class<?> type) {
		List<String> names = new ArrayList<>();
		for (RecordComponent component : type.getRecordComponents()) {
			names.add(prefix + component.getName());
		}
		return names;
	}

	/** Returns the names in the first column of the page's tables of fields. */
	private List<String> explainedFields() {
		String section = this.page.text()
			.substring(this.page.text().indexOf("### Fields"), this.page.text().indexOf("## Actions"));
		return Pattern.compile("(?m)^\\| `([^`]+)` \\|")
			.matcher(section)
			.results()
			.map((MatchResult row) -> row.group(1))
			.toList();
	}

}
