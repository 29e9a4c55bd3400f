package io.github.versionedschema.applications.dashboard;

import io.github.versionedschema.applications.dashboard.Releases.Release;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what on the page, on which server.
 */
@BrowserTest
class AccessTests {

	private TestDatabase database;

	private Browser browser;

	private Releases releases;

	@BeforeEach
	void prepare(TestDatabase database, Browser browser) {
		this.database = database;
		this.browser = browser;
	}

	@AfterEach
	void stop() {
		this.releases.close();
	}

	private Release bothReleases(Class<?> application, String... properties) {
		this.releases = new Releases(this.database, application);
		Release first = this.releases.first(10, properties);
		Release second = this.releases.second(properties);
		this.releases.stop(first, "shop-1");
		return second;
	}

	@Test
	void readOnlyPageHasNoButtonsAndSaysWhenItsDataIsStale() {
		Release second = bothReleases(OpenApplication.class, "management.endpoint.schema-versions.access=read-only");
		this.browser.open(second.dashboard());
		this.browser.await("#next", "Complete when every instance", "This page is read-only");
		assertThat(this.browser.buttons()).isEmpty();
		assertThat(this.browser.accessibilityViolations()).isEmpty();
		this.releases.stop(second, "shop-2");
		this.browser.await("#notice", "The application does not answer.", "shows the state of", "Trying again.");
		this.browser.await("#connection", "Stale: read at");
	}

	@Test
	void worksOnWebFluxWithAPathOfItsOwnAndACookie() {
		Release second = bothReleases(ReactiveApplication.class, "spring.main.web-application-type=reactive",
				"management.endpoints.web.base-path=/ops");
		this.browser.open(second.dashboard());
		this.browser.press("#next", "Complete");
		this.browser.await("dialog", "The dry run passed");
		this.browser.press("dialog", "Complete");
		this.browser.await("#identity", "steady");
	}

	@Test
	void sendsTheTokenThatSpringSecurityAsksForByDefault() {
		Release second = bothReleases(SignedInApplication.class, "spring.security.user.password=secret");
		this.browser.open(second.dashboard());
		this.browser.signIn("user", "secret");
		this.browser.press("#next", "Complete");
		this.browser.await("dialog", "The dry run passed");
		this.browser.press("dialog", "Complete");
		this.browser.await("#identity", "steady");
	}

}
