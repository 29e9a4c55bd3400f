package io.github.versionedschema.applications.dashboard;

import java.util.List;

import io.github.versionedschema.applications.dashboard.Releases.Release;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two releases run, and nothing that the tests do is allowed to change that.
 */
@BrowserTest
@TestInstance(Lifecycle.PER_CLASS)
class TwoLiveVersionsTests {

	private final Browser browser;

	private final Releases releases;

	private Release second;

	TwoLiveVersionsTests(Browser browser, TestDatabase database) {
		this.browser = browser;
		this.releases = new Releases(database, OpenApplication.class);
	}

	@BeforeAll
	void startBothReleases() {
		this.releases.first(10);
		this.second = this.releases.second();
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
	void showsVersionsWithTheirSessionsAndTheNextStep() {
		this.browser.await("#next", "Stop the instances of \"01_customers\"",
				"Complete when every instance runs \"02_first_and_last_name\"", "Complete is refused while",
				"shop-1: ");
		this.browser.await("#versions", "2 live versions", "01_customers", "02_first_and_last_name", "this instance",
				"shop-1", "shop-2", "idle");
		this.browser.await("#history", "01_customers", "completed", "02_first_and_last_name", "expanded");
		assertThat(this.browser.buttons()).containsExactly("Complete", "Complete and keep", "Abort", "Verify", "Fill");
		Pictures.take(this.browser, "versions", 1100, "light");
		Pictures.take(this.browser, "versions-dark", 1100, "dark");
		Pictures.take(this.browser, "versions-phone", 390, "light");
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void isAccessible(String scheme) {
		this.browser.prefer(scheme, true);
		this.browser.size(scheme.equals("dark") ? 320 : 1200, 900);
		assertThat(this.browser.accessibilityViolations()).isEmpty();
		this.browser.press("#next", "Complete");
		this.browser.await("dialog", "It would be refused");
		assertThat(this.browser.accessibilityViolations()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 320, 390, 768, 1600 })
	void fitsEveryWidth(int width) {
		this.browser.size(width, 700);
		assertThat(this.browser.run("return document.documentElement.scrollWidth")).isEqualTo((long) width);
		this.browser.press("#next", "Complete");
		this.browser.await("dialog", "It would be refused");
		assertThat(this.browser.run("return document.querySelector('dialog').scrollWidth <= innerWidth"))
			.isEqualTo(true);
	}

	@Test
	void showsWhyCompleteIsRefusedAndWhatForceWouldEnd() {
		this.browser.press("#next", "Complete");
		this.browser.await("dialog", "Retires \"01_customers\"", "It would be refused", "shop-1");
		Pictures.take(this.browser, "refused", 1100, "light");
		this.browser.press("dialog", "Check with force");
		this.browser.await("dialog", "The dry run passed", "Force would terminate", "Complete and end these sessions");
		this.browser.press("dialog", "Cancel");
		assertThat(this.browser.focused()).isEqualTo("Complete");
		this.browser.await("#versions", "2 live versions");
	}

	@Test
	void dialogIsLeftWithTheKeyboard() {
		this.browser.tabTo("Abort");
		this.browser.type(Keys.ENTER);
		this.browser.await("dialog", "It would be refused");
		assertThat(this.browser.focused()).isEqualTo("Abort");
		this.browser.type(Keys.ESCAPE);
		assertThat(this.browser.run("return document.querySelector('dialog').open")).isEqualTo(false);
		assertThat(this.browser.focused()).isEqualTo("Abort");
	}

	@Test
	void keepsTheFocusOverRefreshes() {
		this.browser.tabTo("Verify");
		String updated = this.browser.text("#connection");
		this.browser.run("document.dispatchEvent(new Event('visibilitychange'))");
		this.browser.awaitOther("#connection", updated);
		assertThat(this.browser.focused()).isEqualTo("Verify");
	}

	@Test
	void showsWhatVerifyAnswers() {
		this.browser.press("#next", "Verify");
		this.browser.press("dialog", "Verify");
		this.browser.await("dialog", "Done", "All values agree.");
	}

	@Test
	void usesNothingFromElsewhere() {
		assertThat(this.browser.run(
				"return performance.getEntriesByType('resource').filter((r) => !r.name.startsWith(location.origin)).length"))
			.isEqualTo(0L);
		assertThat(this.browser.complaints()).isEqualTo(List.of());
	}

}
