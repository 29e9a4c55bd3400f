package io.github.versionedschema.applications.dashboard;

import io.github.versionedschema.applications.dashboard.Releases.Release;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the page of an application with two schemas, of which one has two live versions.
 */
@BrowserTest
@TestInstance(Lifecycle.PER_CLASS)
class SeveralSchemasTests {

	private static final String BILLING = "versioned-schema.schemas.billing.schema=billing";

	private final Browser browser;

	private final TestDatabase database;

	private final Releases releases;

	private Release second;

	SeveralSchemasTests(Browser browser, TestDatabase database) {
		this.browser = browser;
		this.database = database;
		this.releases = new Releases(database, OpenApplication.class);
	}

	@BeforeAll
	void startBothReleases() {
		this.database.jdbc().sql("create schema billing").update();
		this.releases.first(10, BILLING);
		this.second = this.releases.second(BILLING);
	}

	@AfterAll
	void stop() {
		this.releases.close();
	}

	@BeforeEach
	void open() {
		this.browser.open(this.second.dashboard());
		this.browser.await("#connection", "Updated at");
	}

	@Test
	void showsTheSchemaThatIsChosen() {
		this.browser.await("#schemas", "default", "expanded", "billing");
		this.browser.await("#identity", "public");
		this.browser.await("#versions", "2 live versions");
		this.browser.run("document.querySelector('#schemas a[href=\"#billing\"]').click()");
		this.browser.await("#identity", "billing");
		assertThat(this.browser.run("return document.querySelector('#schemas [aria-current]').dataset.key"))
			.isEqualTo("billing");
	}

	@Test
	void actionsAreForTheSchemaThatIsShown() {
		this.browser.press("#next", "Complete");
		this.browser.await("dialog", "Retires \"01_customers\"", "It would be refused", "shop-1");
	}

	@Test
	void isAccessible() {
		this.browser.await("#schemas", "billing");
		assertThat(this.browser.accessibilityViolations()).isEmpty();
	}

}
