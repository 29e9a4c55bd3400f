package io.github.versionedschema.applications.dashboard;

import io.github.versionedschema.applications.dashboard.Releases.Release;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may do what on the page, on which server.
 */
@BrowserTest
@Tag("thorough")
class AccessTests {

	/**
	 * With both on the class path, Spring Boot would configure a management server of
	 * each.
	 */
	private static final String TOMCAT_BESIDE_NETTY = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration,"
			+ "org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatServletManagementContextAutoConfiguration";

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
		this.releases.first(10, properties);
		return this.releases.second(properties);
	}

	@Test
	void readOnlyPageHasNoButtonsAndSaysWhenItsDataIsStale() {
		Release second = bothReleases(OpenApplication.class, "management.endpoint.schema-versions.access=read-only");
		this.browser.open(second.dashboard());
		this.browser.await("#next", "Stop the instances of", "This page is read-only");
		assertThat(this.browser.buttons()).isEmpty();
		assertThat(this.browser.accessibilityViolations()).isEmpty();
		this.releases.stop(second, "shop-2");
		this.browser.await("#notice", "The application does not answer.", "shows the state of", "Trying again.");
		this.browser.await("#connection", "Stale: read at");
	}

	@Test
	void worksOnWebFluxOnAPortAndPathOfItsOwnWithACookie() {
		Release second = bothReleases(ReactiveApplication.class, "spring.main.web-application-type=reactive",
				"management.server.port=0", "management.server.address=127.0.0.1",
				"management.endpoints.web.base-path=/ops", TOMCAT_BESIDE_NETTY);
		this.browser.open(second.dashboard());
		verify();
	}

	@Test
	void sendsTheTokenThatSpringSecurityAsksForByDefault() {
		Release second = bothReleases(SignedInApplication.class, "spring.security.user.password=secret");
		this.browser.open(second.dashboard());
		this.browser.signIn("user", "secret");
		verify();
	}

	private void verify() {
		this.browser.press("#next", "Verify");
		this.browser.press("dialog", "Verify");
		this.browser.await("dialog", "All values agree.");
	}

}
