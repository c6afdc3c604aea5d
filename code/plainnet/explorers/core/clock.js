// The control of time: play, a step back, a step on, back to the beginning, and a slider.
import { range } from "./controls.js";
import { element } from "./drawing.js";

const FRAME_MS = 125; // from one position to the next

// Plays until the end, or until its slider is touched. A frame that is not there yet is waited for.
export function clock(control, index, state, { common }) {
  const { input, output, show: showPlace } = range(control, index, state);
  const last = control.labels.length - 1;
  const labels = { play: control.play ?? common.play, pause: common.pause, again: common.again };
  const button = (attributes, text) => element("button", { type: "button", ...attributes }, text);
  const stepper = (text, name, by) =>
    button({ class: "plainnet-step", "aria-label": name, onclick: () => step(by) }, text);
  const play = button({ class: "plainnet-go", onclick: toggle }, labels.play);

  function step(by) {
    pause();
    state.set({ [index]: Math.max(0, Math.min(last, state.time + by)) });
  }
  function advance() {
    if (!state.isAwaiting) state.set({ [index]: Math.min(last, state.time + 1) });
    if (state.time >= last) pause();
  }
  function toggle() {
    if (state.playing) return pause();
    if (state.time >= last) state.reset();
    state.playing = setInterval(advance, control.pace ?? FRAME_MS);
    return show(state.time);
  }
  function pause() {
    if (!state.playing) return;
    clearInterval(state.playing);
    state.playing = 0;
    show(state.time);
    state.settle();
  }
  function show(place) {
    showPlace(place);
    const stopped = place >= last ? labels.again : labels.play;
    play.textContent = state.playing ? labels.pause : stopped;
  }
  for (const touch of ["pointerdown", "keydown", "input"]) input.addEventListener(touch, pause);
  function reset() {
    pause();
    state.reset();
  }
  const buttons = [
    play,
    stepper("‹", common.back, -1),
    stepper("›", common.on, 1),
    button({ class: "plainnet-step", "aria-label": common.reset, onclick: reset }, "↺"),
  ];
  const scrubber = element("div", { class: "plainnet-scrubber" }, input, output);
  const node = element("div", { class: "plainnet-control plainnet-clock" }, ...buttons, scrubber);
  show(control.start);
  return { node, show };
}
