/* Hands the page's data to the chart and table libraries. Texts of rows get into the page by
   textContent alone, or escaped. */
(function () {
  'use strict';
  const root = document.documentElement;
  const color = (name) => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const read = (element) => JSON.parse(element.textContent);
  const count = new Intl.NumberFormat('en-US');
  const score = new Intl.NumberFormat('en-US', {minimumFractionDigits: 3, maximumFractionDigits: 3});
  const measure = new Intl.NumberFormat('en-US', {maximumSignificantDigits: 3});
  const share = new Intl.NumberFormat('en-US', {maximumFractionDigits: 1});
  const FORMS = {
    SCORE: (value) => score.format(value), COUNT: (value) => count.format(value),
    SHARE: (value) => share.format(100 * value) + ' %', MEASURE: (value) => measure.format(value),
  };
  const ENTITIES = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};
  const escape = (text) => String(text).replace(/[&<>"']/g, (letter) => ENTITIES[letter]);

  /* ---- charts ---- */
  const charts = [];
  const tone = (name) => color(name === 'plain' || !name ? 'accent' : name);
  const LINES = ['accent', 'fair', 'good', 'bad', 'ink', 'quiet'];

  function bars(spec) {
    const sets = [];
    spec.series.forEach((series, nth) => {
      const data = series.values;
      const colors = data.map((_, i) => (series.tones.length ? tone(series.tones[i]) : color(LINES[nth % LINES.length])));
      if (series.low.length) {
        sets.push({
          label: '95 % interval', grouped: false, barThickness: 2, minBarLength: 2, order: 0,
          data: series.low.map((low, i) => (low === null || series.high[i] === null ? null : [low, series.high[i]])),
          backgroundColor: color('ink'),
        });
      }
      sets.push({
        label: series.name, data: data, backgroundColor: colors, order: 1, borderRadius: 2,
        maxBarThickness: spec.shape === 'HISTOGRAM' ? undefined : 18,
        categoryPercentage: spec.shape === 'HISTOGRAM' ? 1 : 0.8,
        barPercentage: spec.shape === 'HISTOGRAM' ? 0.94 : 0.9,
      });
    });
    return sets;
  }

  function lines(spec) {
    return spec.series.map((series, i) => ({
      label: series.name, data: series.values, borderColor: color(LINES[i % LINES.length]),
      backgroundColor: color(LINES[i % LINES.length]), borderWidth: 2, pointRadius: spec.labels.length > 60 ? 0 : 2, tension: 0,
      borderDash: i < LINES.length ? [] : [6, 3], spanGaps: false,
    }));
  }

  function tooltip(spec) {
    const number = FORMS[spec.form];
    return (item) => {
      const raw = item.raw;
      const shown = Array.isArray(raw) ? number(raw[0]) + '–' + number(raw[1]) : number(raw);
      return item.dataset.label + ': ' + shown;
    };
  }

  function axis(title, more) {
    return Object.assign({
      title: {display: true, text: title, color: color('soft')},
      ticks: {color: color('soft')},
      grid: {color: color('line')},
      border: {color: color('line')},
    }, more);
  }

  function marks(spec) {
    return spec.marks.map((mark) => ({
      type: 'line', scaleID: spec.shape === 'BARS' ? 'y' : 'x', value: mark.at,
      borderColor: color('bad'), borderWidth: 2, borderDash: [4, 4],
      label: {display: true, content: mark.label, position: 'start', backgroundColor: color('bad'), color: color('card')},
    }));
  }

  function settings(spec) {
    const flat = spec.shape === 'BARS';
    const values = axis(spec.unit, {beginAtZero: true});
    if (spec.form === 'SHARE') values.ticks.callback = FORMS.SHARE;
    if (spec.max !== null) values.max = spec.max;
    const labels = axis(spec.axis, {});
    labels.grid = {display: false};
    labels.ticks = {color: color('soft'), autoSkip: spec.shape === 'LINES', maxRotation: flat ? 0 : 50};
    if (spec.shape === 'LINES') Object.assign(labels.ticks, {maxRotation: 0, autoSkipPadding: 18});
    if (spec.shape === 'HISTOGRAM') {
      /* A bin is named by where it begins; the last one holds all from there on. */
      labels.ticks.callback = (_, i) =>
        (i === spec.labels.length - 1 ? '≥ ' : '') + spec.labels[i].split('–')[0];
      labels.ticks.maxRotation = 0;
    }
    if (flat) labels.title = {display: false};
    const config = {
      type: spec.shape === 'LINES' ? 'line' : 'bar',
      data: {labels: spec.labels, datasets: spec.shape === 'LINES' ? lines(spec) : bars(spec)},
      options: {
        animation: false, responsive: true, maintainAspectRatio: false,
        indexAxis: flat ? 'y' : 'x',
        interaction: {mode: 'index', intersect: false, axis: flat ? 'y' : 'x'},
        scales: flat ? {x: values, y: labels} : {x: labels, y: values},
        plugins: {
          legend: {display: spec.series.length > 1, labels: {color: color('ink')}},
          tooltip: {callbacks: {label: tooltip(spec)}},
        },
      },
    };
    config.options.plugins.annotation = {annotations: marks(spec), clip: false};
    return config;
  }

  function draw() {
    charts.splice(0).forEach((chart) => chart.destroy());
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.devicePixelRatio = Math.max(2, window.devicePixelRatio || 1);
    document.querySelectorAll('script[data-chart]').forEach((script) => {
      const spec = read(script);
      const canvas = document.getElementById(script.dataset.chart);
      if (spec.shape === 'BARS') {
        canvas.parentElement.style.height = Math.max(120, 56 + (12 + 14 * spec.series.length) * spec.labels.length) + 'px';
      }
      charts.push(new Chart(canvas, settings(spec)));
    });
  }

  /* ---- tables ---- */
  const TEXTS = {
    search: 'Search', searchPlaceholder: '', lengthMenu: '_MENU_ a page',
    info: '_START_ to _END_ of _TOTAL_', infoEmpty: 'nothing', infoFiltered: '(of _MAX_)',
    zeroRecords: 'Nothing found', emptyTable: 'Nothing here', thousands: ',',
    paginate: {first: 'First', previous: 'Back', next: 'Next', last: 'Last'},
  };
  const PAGED = {topStart: 'search', topEnd: 'pageLength', bottomStart: 'info', bottomEnd: 'paging'};
  const PLAIN = {topStart: null, topEnd: null, bottomStart: null, bottomEnd: null};

  function table(element) {
    const long = element.dataset.long === 'yes';
    return new DataTable(element, {
      autoWidth: false, language: TEXTS, order: [], paging: long, searching: long, info: long,
      pageLength: 25, layout: long ? PAGED : PLAIN,
    });
  }

  function scoreCell(value, type) {
    if (type !== 'display') return value === null ? 2 : value;
    if (value === null) return '<span class="quiet">–</span>';
    const name = value >= 0.9 ? 'good' : value >= 0.7 ? 'fair' : 'bad';
    return '<span class="' + name + '">' + score.format(value) + '</span>';
  }

  /* In one line: the table library's search stops at U+2029. */
  const line = (value) => escape(value).replace(/[\r\n\u2028\u2029]+/g, ' ');
  const text = (value, type) => (type === 'sort' || type === 'type' ? value : line(value));

  function all(row) {
    return [row.input, row.left, row.right].concat(row.notes.map((note) => note.join(' '))).join('\n');
  }

  function columns(scores) {
    const button = '<button type="button" class="open" aria-expanded="false">Open</button>';
    const list = [
      {data: null, orderable: false, searchable: false, render: () => button},
      {data: 'group', render: text},
      {data: 'id', render: text, className: 'id'},
      {data: 'part', render: text},
      {data: 'gist', render: text, className: 'gist'},
    ];
    for (let i = 0; i < scores; i++) {
      list.push({data: null, className: 'number', searchable: false, type: 'num', orderSequence: ['asc', 'desc'],
        render: (row, type) => scoreCell(row.scores[i], type)});
    }
    list.push({data: null, visible: false, orderable: false, render: (row) => line(all(row))});
    return list;
  }

  function fill(details, row) {
    const part = (name) => details.querySelector('[data-part="' + name + '"]');
    ['input', 'left', 'right'].forEach((name) => {
      part(name).textContent = row[name] === '' ? 'nothing' : row[name];
      part(name).classList.toggle('quiet', row[name] === '');
    });
    row.notes.forEach((note) => {
      const pair = document.createElement('div');
      ['dt', 'dd'].forEach((tag, i) => {
        pair.appendChild(document.createElement(tag)).textContent = note[i];
      });
      part('notes').appendChild(pair);
    });
    if (row.href) part('link').firstElementChild.href = row.href;
    else part('link').remove();
    return details;
  }

  function choices(element, data, filtered) {
    const label = document.createElement('label');
    label.append(element.querySelectorAll('thead th')[1].textContent + ' ');
    const select = label.appendChild(document.createElement('select'));
    const groups = Array.from(new Set(data.map((row) => row.group))).sort();
    ['All'].concat(groups).forEach((group, i) => {
      const option = select.appendChild(document.createElement('option'));
      option.textContent = group;
      option.value = String(i - 1);
    });
    select.addEventListener('change', () => filtered(select.value === '-1' ? null : groups[Number(select.value)]));
    label.className = 'choice';
    element.closest('.records').querySelector('.dt-search').after(label);
  }

  function records(element) {
    const data = read(document.getElementById(element.dataset.records));
    const scores = element.querySelectorAll('th.number').length;
    const template = document.getElementById(element.id + '-details');
    const api = new DataTable(element, {
      data: data, columns: columns(scores), autoWidth: false, language: TEXTS, order: [], layout: PAGED,
      pageLength: 25, lengthMenu: [10, 25, 100], deferRender: true,
    });
    let chosen = null;
    DataTable.ext.search.push((settings, _, i) =>
      settings.nTable !== element || chosen === null || data[i].group === chosen);
    choices(element, data, (group) => { chosen = group; api.draw(); });
    element.addEventListener('click', (event) => {
      const button = event.target.closest('button.open');
      if (!button) return;
      const row = api.row(button.closest('tr'));
      const open = !row.child.isShown();
      if (open) row.child(fill(template.content.cloneNode(true).firstElementChild, row.data()), 'child').show();
      else row.child.hide();
      button.setAttribute('aria-expanded', String(open));
      button.textContent = open ? 'Close' : 'Open';
    });
  }

  /* Paper is white whatever the screen is. */
  window.addEventListener('beforeprint', () => { root.classList.add('paper'); draw(); });
  window.addEventListener('afterprint', () => { root.classList.remove('paper'); draw(); });
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);

  draw();
  document.querySelectorAll('table.data').forEach((element) =>
    (element.dataset.records ? records(element) : table(element)));
  root.dataset.ready = 'yes';
})();
