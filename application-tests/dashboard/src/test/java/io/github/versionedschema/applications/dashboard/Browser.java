package io.github.versionedschema.applications.dashboard;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A browser without a window, and what a user does with it.
 */
final class Browser implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	static Optional<Path> program() {
		return executable("chromium", "chromium-browser", "google-chrome");
	}

	static Optional<Path> driver() {
		return executable("chromedriver");
	}

	private static Optional<Path> executable(String... names) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.flatMap((folder) -> Stream.of(names).map((name) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	static Browser start() {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(program().orElseThrow().toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--hide-scrollbars", "--no-first-run", "--disable-background-networking", "--lang=en");
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(driver().orElseThrow().toFile())
			.withSilent(true)
			.build();
		return new Browser(new ChromeDriver(service, options));
	}

	void open(String url) {
		prefer("light", false);
		size(1200, 900);
		complaints();
		this.driver.get(url);
	}

	/** Sets the size of the page in CSS pixels. */
	void size(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	void prefer(String scheme, boolean reducedMotion) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia", Map
			.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
					Map.of("name", "prefers-reduced-motion", "value", reducedMotion ? "reduce" : "no-preference"))));
	}

	String text() {
		return text("body");
	}

	String text(String selector) {
		try {
			return this.driver.findElements(By.cssSelector(selector))
				.stream()
				.map(WebElement::getText)
				.reduce("", (one, other) -> one + other + "\n");
		}
		catch (StaleElementReferenceException ex) {
			return "";
		}
	}

	void await(String selector, String... parts) {
		new WebDriverWait(this.driver, PATIENCE).pollingEvery(Duration.ofMillis(100))
			.withMessage(() -> "\"%s\" in:%n%s".formatted(String.join("\", \"", parts), text(selector)))
			.until((driver) -> {
				String text = text(selector);
				return Stream.of(parts).allMatch(text::contains);
			});
	}

	void awaitOther(String selector, String text) {
		new WebDriverWait(this.driver, PATIENCE).pollingEvery(Duration.ofMillis(100))
			.withMessage(() -> selector + " remains " + text)
			.until((driver) -> !text(selector).equals(text));
	}

	/** Fills in Spring Security's form. */
	void signIn(String user, String password) {
		this.driver.findElement(By.name("username")).sendKeys(user);
		this.driver.findElement(By.name("password")).sendKeys(password, Keys.ENTER);
	}

	/** Returns what the browser's console has complained about since the last call. */
	List<String> complaints() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
	}

	List<String> buttons() {
		return this.driver.findElements(By.cssSelector("#content button")).stream().map(WebElement::getText).toList();
	}

	/**
	 * Presses the button with exactly this text.
	 * @param part selector of the part of the page that contains the button
	 * @param button its text
	 */
	void press(String part, String button) {
		new WebDriverWait(this.driver, PATIENCE).pollingEvery(Duration.ofMillis(100))
			.ignoring(WebDriverException.class)
			.withMessage(() -> "button %s in:%n%s".formatted(button, text(part)))
			.until((driver) -> {
				driver.findElements(By.cssSelector(part + " button"))
					.stream()
					.filter((candidate) -> candidate.getText().equals(button))
					.findFirst()
					.orElseThrow(() -> new NotFoundException(button))
					.click();
				return true;
			});
	}

	void type(CharSequence... keys) {
		new Actions(this.driver).sendKeys(keys).perform();
	}

	/** Presses the tabulator until a button with this text has the focus. */
	void tabTo(String button) {
		for (int i = 0; i < 30; i++) {
			type(Keys.TAB);
			if (focused().equals(button)) {
				return;
			}
		}
		throw new AssertionError(button + " cannot be reached with the keyboard");
	}

	String focused() {
		return this.driver.switchTo().activeElement().getText();
	}

	Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/** Returns what axe-core finds wrong with the page as it is shown. */
	List<String> accessibilityViolations() {
		Results results = new AxeBuilder().analyze(this.driver);
		return results.getViolations()
			.stream()
			.map((rule) -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
			.toList();
	}

	/** Returns a picture of the whole page, as high as it is, as PNG. */
	byte[] picture(int width) {
		size(width, 200);
		Number height = (Number) run("return document.documentElement.scrollHeight");
		size(width, Math.max(height.intValue(), 320));
		return this.driver.getScreenshotAs(OutputType.BYTES);
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
