// The theme: as the system says, or as the reader chose; remembered where the browser allows it.
const THEMES = ["automatic", "light", "dark"];

function remembered() {
  try {
    return localStorage.getItem("ferrule-theme");
  } catch {
    return null;
  }
}

function remember(theme) {
  try {
    localStorage.setItem("ferrule-theme", theme);
  } catch {
    // a page from a file may not be allowed to; the choice then holds until it is closed
  }
}

function setTheme(theme) {
  const root = document.documentElement;
  if (theme === "automatic") delete root.dataset.theme;
  else root.dataset.theme = theme;
  document.querySelector("#theme span").textContent = theme;
}

{
  const button = document.getElementById("theme");
  let theme = THEMES.includes(remembered()) ? remembered() : "automatic";
  setTheme(theme);
  button.hidden = false;
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    setTheme(theme);
    remember(theme);
  });
}
