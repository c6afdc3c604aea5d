// The time control: buttons to play, to step back and forward and to start over, and a slider.
import { range } from "./sliders.js";

const FRAME_MS = 125; // from one frame to the next

// Plays until the end, at the end from the beginning, or until its slider is touched; waits for
// frames that are not ready.
export function clock(node, control, index, state, { common }) {
  const { input, show: showPlace } = range(node, control, index, state);
  const last = control.labels.length - 1;
  const labels = { play: control.play ?? common.play, pause: common.pause };
  const buttons = [...node.querySelectorAll("button")];
  const [play] = buttons;

  function step(by) {
    pause();
    state.set({ [index]: Math.max(0, Math.min(last, state.time + by)) });
  }
  function advance() {
    if (!state.isAwaiting) state.set({ [index]: Math.min(last, state.time + 1) });
    if (state.time >= last) pause();
    else if (state.playing) wait();
  }
  function wait() {
    const rest = control.rests?.includes(state.time) ? 2 : 1;
    state.playing = setTimeout(advance, rest * (control.pace ?? FRAME_MS));
  }
  function toggle() {
    if (state.playing) return pause();
    if (state.time >= last) state.reset();
    wait();
    state.settle(); // nothing rests any more
    return show(state.time);
  }
  function pause() {
    if (!state.playing) return;
    clearTimeout(state.playing);
    state.playing = 0;
    show(state.time);
    state.settle();
  }
  function show(place) {
    showPlace(place);
    play.textContent = state.playing ? labels.pause : labels.play;
  }
  state.pause = pause;
  for (const touch of ["pointerdown", "keydown", "input"]) input.addEventListener(touch, pause);
  function reset() {
    pause();
    state.reset();
  }
  const presses = [toggle, () => step(-1), () => step(1), reset];
  buttons.forEach((button, i) => button.addEventListener("click", presses[i]));
  show(control.start);
  return show;
}
