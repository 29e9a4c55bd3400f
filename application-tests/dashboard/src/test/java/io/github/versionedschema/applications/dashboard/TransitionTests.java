package io.github.versionedschema.applications.dashboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.applications.dashboard.Releases.Release;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Transitions are watched and run on the page.
 */
@BrowserTest
class TransitionTests {

	/**
	 * The server notices the new column sooner than a client can, which may have to wait
	 * for a processor.
	 */
	private static final String LOCK_DURING_BACKFILL = """
			set local statement_timeout = '60s';
			do $$
			begin
				while (select count(*) < 2 from pg_attribute where attrelid = 'public.customers'::regclass and attnum > 2) loop
					perform pg_sleep(0.001);
				end loop;
				perform from public.customers where id > 20000 for update;
			end
			$$
			""";

	private TestDatabase database;

	private Browser browser;

	private Releases releases;

	@BeforeEach
	void prepare(TestDatabase database, Browser browser) {
		this.database = database;
		this.browser = browser;
		this.releases = new Releases(database, OpenApplication.class);
	}

	@AfterEach
	void stop() {
		this.releases.close();
	}

	private void open(Release release) {
		this.browser.open(release.dashboard());
		this.browser.await("#connection", "Updated at");
	}

	/** Another session holds rows that are filled late. */
	@Test
	void backfillIsWatchedPausedAndResumed() throws Exception {
		Release first = this.releases.first(Pictures.WANTED ? 900_000 : 40_000);
		open(first);
		this.browser.await("#next", "Nothing is under way");
		assertThat(this.browser.buttons()).isEmpty();
		PGSimpleDataSource report = this.database.dataSource();
		report.setApplicationName("nightly report");
		try (Connection blocking = report.getConnection()) {
			CompletableFuture<Release> second = this.releases
				.secondInBackground("versioned-schema.backfill.target-batch-time=50ms");
			takePictures();
			blocking.setAutoCommit(false);
			blocking.createStatement().execute(LOCK_DURING_BACKFILL);
			this.browser.await("#identity", "expanding");
			this.browser.await("#transition", "Backfill of customers", "Rows filled", "Rate", "Time left", "Leader: ",
					"Slower than it could be", "nightly report");
			assertThat(this.browser.accessibilityViolations()).isEmpty();
			Pictures.take(this.browser, "blocked", 1100, "light");
			this.browser.press("#next", "Pause backfill");
			this.browser.press("dialog", "Pause backfill");
			this.browser.await("dialog", "Done", "The backfill pauses");
			this.browser.press("dialog", "Close");
			this.browser.await("#transition", "Paused by an operator");
			this.browser.press("#next", "Resume backfill");
			this.browser.press("dialog", "Resume backfill");
			this.browser.await("dialog", "The backfill continues.");
			this.browser.press("dialog", "Close");
			blocking.rollback();
			assertThat(second.get(60, TimeUnit.SECONDS)).isNotNull();
		}
		this.browser.await("#identity", "expanded");
		assertThat(this.browser.run("return document.getElementById('announcer').textContent").toString())
			.startsWith("expanded. ");
	}

	private void takePictures() {
		if (Pictures.WANTED) {
			await().atMost(Duration.ofSeconds(60))
				.until(() -> Boolean.TRUE
					.equals(this.browser.run("return document.querySelector('progress')?.value > 35")));
			Pictures.take(this.browser, "backfill", 1100, "light");
			Pictures.take(this.browser, "backfill-phone-dark", 390, "dark");
		}
	}

	@Test
	void completeIsCheckedThenConfirmed() throws Exception {
		Release first = this.releases.first(10);
		Release second = this.releases.second();
		this.releases.stop(first, "shop-1");
		open(second);
		checkComplete();
		Pictures.take(this.browser, "confirm", 1100, "light");
		try (Connection late = attachToTheFirstVersion()) {
			assertThat(late.isValid(10)).isTrue();
			this.browser.press("dialog", "Complete");
			this.browser.await("dialog", "Refused (409)", "late client");
		}
		this.browser.press("dialog", "Close");
		this.releases.awaitNoSession("late client");
		checkComplete();
		this.browser.press("dialog", "Complete");
		this.browser.await("dialog", "Started");
		this.browser.press("dialog", "Close");
		this.browser.await("#identity", "steady");
		this.browser.await("#versions", "1 live version, 1 retired");
		this.browser.await("#next", "Last action: complete, done");
		assertThat(this.browser.buttons()).isEmpty();
	}

	private void checkComplete() {
		this.browser.press("#next", "Complete");
		this.browser.await("dialog", "The dry run passed", "would be removed");
		assertThat(this.browser.text("#identity")).contains("expanded");
	}

	private Connection attachToTheFirstVersion() throws SQLException {
		PGSimpleDataSource late = this.database.dataSource();
		late.setCurrentSchema("public_01_customers, public");
		late.setApplicationName("late client");
		Connection session = late.getConnection();
		session.createStatement().execute("select versioned_schema.attach('01_customers')");
		return session;
	}

	@Test
	void abortNeedsOnlyTheKeyboard() {
		Release first = this.releases.first(10);
		Release second = this.releases.second();
		this.releases.stop(second, "shop-2");
		open(first);
		this.browser.tabTo("Abort");
		this.browser.type(Keys.ENTER);
		this.browser.await("dialog", "The dry run passed", "Undoes \"02_first_and_last_name\"");
		this.browser.tabTo("Abort");
		this.browser.type(Keys.SPACE);
		this.browser.await("dialog", "Started");
		this.browser.type(Keys.ESCAPE);
		this.browser.await("#identity", "steady");
		this.browser.await("#history", "02_first_and_last_name", "aborted");
		assertThat(this.browser.focused()).isEqualTo("Next step");
	}

}
